using System.Globalization;
using SwapScore.Cli.Progress;

namespace SwapScore.Cli.Tests;

/// <summary>Lines of progress where there is no terminal.</summary>
public sealed class ProgressTests
{
    [Fact]
    public void Milestones_OneNetworkThatTakesLong_StillWriteALineEveryFiveSeconds()
    {
        var clock = new SteppedClock();
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var progress = new ProgressMilestones(error, clock))
        {
            clock.Advance(20);
            Assert.Equal("", error.ToString());
            progress.Pause();
            progress.Report(new WorkProgress(1, 400));
            clock.Advance(5);
            progress.Report(new WorkProgress(100, 400));
            clock.Advance(10);
            progress.Pause();
            clock.Advance(20);
        }

        Assert.Equal(
            """
            scored 1 of 400 (0 %), 5 s
            scored 100 of 400 (25 %), 9 s, about 27 s left
            scored 100 of 400 (25 %), 14 s, about 41 s left

            """,
            error.ToString());
    }

    [Fact]
    public void Milestones_AfterAResume_EstimateFromWhatWasDoneSince()
    {
        var clock = new SteppedClock();
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var progress = new ProgressMilestones(error, clock))
        {
            progress.Report(new WorkProgress(500, 1_000));
            clock.Advance(2);
            progress.Report(new WorkProgress(550, 1_000));
            clock.Advance(3);
        }

        Assert.Equal("scored 550 of 1000 (55 %), 5 s, about 41 s left\n", error.ToString());
    }

    /// <summary>A clock of whole and half seconds, whose timers fire while it is moved on.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private const long Half = TimeSpan.TicksPerSecond / 2;
        private readonly List<Action> _timers = [];
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Half, period.Ticks);
            _timers.Add(() => callback(state));
            return new NoTimer();
        }

        public void Advance(int seconds)
        {
            for (var step = 0; step < 2 * seconds; step++)
            {
                _now += Half;
                _timers.ForEach(fire => fire());
            }
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

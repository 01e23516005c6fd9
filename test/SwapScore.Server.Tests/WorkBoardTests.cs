using SwapScore.Evaluation;
using SwapScore.Server.Leases;
using SwapScore.Workflows.Remote;

namespace SwapScore.Server.Tests;

/// <summary>Leases by a clock that the test moves.</summary>
public sealed class WorkBoardTests
{
    private const int Requests = 40;
    private const double LeaseSeconds = 10;

    private readonly ManualClock _clock = new();
    private readonly WorkBoard _board;
    private readonly SharedWork _work;
    private readonly OpenWork _open;

    public WorkBoardTests()
    {
        _board = new WorkBoard(_clock, TimeSpan.FromSeconds(LeaseSeconds));
        _work = new SharedWork([.. Enumerable.Range(0, Requests).Select(i => new EvaluationRequest("darts", $"network {i}", new EvaluationOptions(), "0123456789abcdef"))], _clock);
        _open = new OpenWork(_work, new BatchStore());
        _board.Open(_open);
    }

    [Fact]
    public async Task Take_WorkerThatSaysNothing_LosesItsLeaseToAnother()
    {
        var silent = await RequireAsync("silent");
        await TakeRestAsync("busy", answers: true);
        Assert.Null(await TakeAsync("busy"));
        _clock.Advance(LeaseSeconds + 1);
        var again = await RequireAsync("busy");
        Assert.Equal(silent.Piece.Requests, again.Piece.Requests);

        // Both answer; each request counts once.
        Assert.True(Answer(again));
        Assert.True(_work.IsDone);
        Answer(silent);
        Assert.Equal(Requests, _board.Workers.Sum(one => one.Worker.Evaluations));
    }

    [Fact]
    public async Task Report_LateResultOfLostLease_CountsUnlessAnotherWasFaster()
    {
        var late = await RequireAsync("late");
        await TakeRestAsync("other", answers: true);
        _clock.Advance(LeaseSeconds + 1);
        var again = await RequireAsync("other");
        Answer(late);
        Assert.True(_work.IsDone);
        Answer(again);
        Assert.Equal(1, _board.Workers.Single(one => one.Worker.Name == "late").Worker.Evaluations);
    }

    [Fact]
    public async Task Report_WorkerThatIsAtWork_KeepsItsLease()
    {
        var slow = await RequireAsync("slow");
        await TakeRestAsync("other", answers: true);
        for (var i = 0; i < 5; i++)
        {
            _clock.Advance(LeaseSeconds - 1);
            Assert.True(_board.Report(slow.Id, 0, []));
            Assert.Null(await TakeAsync("other"));
        }

        _clock.Advance(LeaseSeconds + 1);
        Assert.NotNull(await TakeAsync("other"));
        Assert.False(_board.Report(slow.Id, 0, []));
    }

    [Fact]
    public async Task Take_AfterMeasuring_IsAsMuchAsTwoSeconds()
    {
        var first = await RequireAsync("worker");
        Assert.Single(first.Piece.Requests);
        _clock.Advance(.5);
        Answer(first);
        Assert.Equal(4, (await RequireAsync("worker")).Piece.Requests.Count);
    }

    [Fact]
    public async Task Take_FastWorker_LeavesSomethingForOthers()
    {
        await TakeAsync("other");
        var first = await RequireAsync("fast");
        Answer(first);
        var second = await RequireAsync("fast");
        Assert.InRange(second.Piece.Requests.Count, 2, Requests / 4);
    }

    [Fact]
    public async Task TakeBack_WithReason_OffersTheWorkToOthersOnly()
    {
        var lease = await RequireAsync("small");
        Assert.Null(_board.RefusalOf(_open));
        Assert.NotNull(_board.TakeBack(lease.Id, "there is no libtorch"));
        Assert.Null(await TakeAsync("small"));
        Assert.Equal("there is no libtorch", _board.RefusalOf(_open));
        Assert.Equal(lease.Piece.Requests, (await RequireAsync("large")).Piece.Requests);
        Assert.Null(_board.RefusalOf(_open));
        Assert.False(_board.Report(lease.Id, 0, []));
    }

    [Fact]
    public async Task Report_ResultsOfOtherRequests_AreRefused()
    {
        var lease = await RequireAsync("worker");
        var other = Result(lease.Piece.Requests[0] with { Architecture = "another" });
        Assert.Throws<UsageException>(() => _board.Report(lease.Id, 0, [other]));
        Assert.Throws<UsageException>(() => _board.Report(lease.Id, -1, [Result(lease.Piece.Requests[0])]));
        Assert.Throws<UsageException>(() => _board.Report(lease.Id, 1, [Result(lease.Piece.Requests[0])]));
    }

    [Fact]
    public async Task Close_Work_EndsItsLeases()
    {
        var lease = await RequireAsync("worker");
        _board.Close(_open);
        Assert.False(_board.Report(lease.Id, 0, [Result(lease.Piece.Requests[0])]));
        Assert.Null(await TakeAsync("worker"));
    }

    private static EvaluationResult Result(EvaluationRequest request) => new() { Request = request };

    private bool Answer(Lease lease) => _board.Report(lease.Id, 0, [.. lease.Piece.Requests.Select(Result)]);

    private Task<Lease?> TakeAsync(string worker) => _board.TakeAsync(worker, 1, TimeSpan.Zero, TestContext.Current.CancellationToken);

    private async Task<Lease> RequireAsync(string worker)
    {
        var lease = await TakeAsync(worker);
        Assert.NotNull(lease);
        return lease;
    }

    private async Task TakeRestAsync(string worker, bool answers)
    {
        while (await TakeAsync(worker) is { } lease)
            if (answers) Answer(lease);
    }
}

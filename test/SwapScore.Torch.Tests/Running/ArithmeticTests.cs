using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Running;

/// <summary>
/// Numbers outlive the libtorch functions that read them. With the operator of TorchSharp in the place of <c>Plus</c> this fails in a second or two:
/// "Expected false to be true", from a number that was freed and written over.
/// </summary>
public sealed class ArithmeticTests
{
    private const int Times = 10_000;

    // So large that there is time to free a number before it is read.
    private static readonly long[] Large = [16, 32, 32, 32];

    [Fact]
    public void Operations_WhileGarbageIsCollected_ComputeWithTheNumbersTheyWereGiven()
    {
        TorchLibrary.Load();
        using var scope = NewDisposeScope();
        var (two, three) = (ones(Large).Times(2), ones(Large).Times(3));
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
                Thread.Sleep(1);
            }
        });
        collector.Start();
        try
        {
            for (var i = 0; i < Times; i++)
            {
                using var turn = NewDisposeScope();
                Assert.Equal(5, First(two.Plus(three)));
                if (i % 4 > 0) continue;
                Assert.Equal(2.5f, First(two.Plus(.5)));
                Assert.Equal(-1, First(two.Times(-.5)));
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    [Fact]
    public void Operations_FewValues_AreWhatTheirNamesSay()
    {
        TorchLibrary.Load();
        using var scope = NewDisposeScope();
        var x = tensor([-2f, 0, 4]);
        Assert.Equal([-1f, 1, 5], Values(x.Plus(1)));
        Assert.Equal([1f, 0, -2], Values(x.Times(-.5)));
        Assert.Equal([4f, 0, 16], Values(x.ToPower(2)));
        Assert.Equal([-.5f, 0, 4], Values(x.LeakyRelu(.25)));
        Assert.Equal([-1f, 0, 3], Values(x.Between(-1, 3)));
        Assert.Equal([0f, 0, 1], Values(x.IsPositive().to_type(ScalarType.Float32)));
        x.Accumulate(x);
        Assert.Equal([-4f, 0, 8], Values(x));
    }

    private static float First(Tensor values) => values[0, 0, 0, 0].item<float>();

    private static float[] Values(Tensor values) => values.data<float>().ToArray();
}

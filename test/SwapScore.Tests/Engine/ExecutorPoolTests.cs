using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Tests.Engine;

public sealed class ExecutorPoolTests
{
    [Fact]
    public async Task Rent_BeyondTheBound_WaitsForOthers()
    {
        var plan = Compile();
        using var pool = new ExecutorPool(plan.WorkspaceBytes * 5 / 2);
        var first = pool.Rent(plan);
        var second = pool.Rent(plan);
        var third = Task.Run(() => pool.Rent(plan), TestContext.Current.CancellationToken);
        Assert.NotSame(third, await Task.WhenAny(third, Task.Delay(50, TestContext.Current.CancellationToken)));
        pool.Return(first);
        Assert.Same(first, await third);
        pool.Return(second);
        pool.Return(await third);
    }

    [Fact]
    public void Rent_PlanLargerThanTheBound_RunsAlone()
    {
        var plan = Compile();
        using var pool = new ExecutorPool(1);
        var executor = pool.Rent(plan);
        pool.Return(executor);
        Assert.Same(executor, pool.Rent(plan));
    }

    [Fact]
    public void Rent_NoRoomForIdleMemory_GivesItBack()
    {
        var (plan, larger) = (Compile(), Compile(samples: 64));
        using var pool = new ExecutorPool(larger.WorkspaceBytes + plan.WorkspaceBytes / 2);
        var executors = Enumerable.Range(0, 2).Select(_ => pool.Rent(plan)).ToArray();
        foreach (var executor in executors)
        {
            executor.Load(plan, Noise.ToBatch(new Shape(2, 3, 3), 2, 1));
            pool.Return(executor);
        }

        var rented = pool.Rent(larger);
        Assert.True(rented.WorkspaceBytes > 0);
        Assert.Equal(0, Assert.Single(executors, executor => executor != rented).WorkspaceBytes);
    }

    private static Plan Compile(int samples = 2)
    {
        var builder = new NetworkBuilder("small");
        return Plan.Compile(builder.Build(builder.Relu(builder.Convolution(builder.Input(new Shape(2, 3, 3)), 4, 3))), samples);
    }
}

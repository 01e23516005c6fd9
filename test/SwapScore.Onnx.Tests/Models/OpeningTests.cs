using SwapScore.Onnx.Running;

namespace SwapScore.Onnx.Tests.Models;

public sealed class OpeningTests
{
    [Fact]
    public void Opening_ThatTakesLong_IsLeftWhenItIsNoLongerWanted()
    {
        // ONNX Runtime computes what depends on constants alone while it opens a model: this pooling takes many seconds.
        var sketch = new Sketch();
        var constant = sketch.Filled("c", 0.5f, 1, 1, 1 << 17);
        sketch.Output(sketch.Node("Relu", [sketch.Node("LpPool", [constant], Sketch.Ints("kernel_shape", 20_001), Sketch.Int("p", 3))]));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.ThrowsAny<OperationCanceledException>(() => Runtime.Open(sketch.Bytes, 0, threads: 1, stop.Token));
    }

    [Fact]
    public void Opening_OfAModelThatIsRefused_GivesTheReason()
    {
        var sketch = new Sketch();
        sketch.Output(sketch.Node("NoSuchOperation", [sketch.Filled("c", 1, 4)]));

        var fault = Assert.Throws<InputException>(() => Runtime.Open(sketch.Model, threads: 1, CancellationToken.None));

        Assert.StartsWith("ONNX Runtime cannot run it: ", fault.Message, StringComparison.Ordinal);
    }
}

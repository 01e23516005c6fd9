using SwapScore.Memory;
using SwapScore.Tests.Memory;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Running;

public sealed class NativeHeapTests
{
    [Fact]
    public void Trim_AfterTensorsAreGone_GivesTheirMemoryBack()
    {
        NativeMemory.Require();
        TorchLibrary.Load();

        // Freeing one large block teaches the C library to keep blocks of its size; the last of the others holds the heap's end.
        ones(4_000_000).Dispose();
        var tensors = Enumerable.Range(0, 100).Select(_ => ones(1_000_000)).ToList();
        var blocks = tensors[..^1].Select(Block).ToList();
        tensors[..^1].ForEach(tensor => tensor.Dispose());

        Assert.InRange(Share(), .5, 1);
        MemoryPolicy.Current = MemoryPolicy.Dedicated;
        NativeHeap.Trim();
        MemoryPolicy.Current = new MemoryPolicy();
        Assert.InRange(Share(), 0, .1);
        tensors[^1].Dispose();

        double Share() => blocks.Average(block => NativeMemory.ShareInMemory(block.Start, block.Bytes));
    }

    private static unsafe (nint Start, long Bytes) Block(Tensor tensor)
    {
        fixed (byte* start = tensor.bytes)
            return ((nint)start, tensor.bytes.Length);
    }
}

using SwapScore.Memory;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Running;

public sealed class NativeHeapTests
{
    [Fact]
    public void Trim_AfterTensorsAreGone_GivesTheirMemoryBack()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only the C library of Linux keeps freed memory");
        TorchLibrary.Load();

        // Freeing one large block teaches the C library to keep blocks of its size; the last of the others holds the heap's end.
        ones(4_000_000).Dispose();
        var tensors = Enumerable.Range(0, 100).Select(_ => ones(1_000_000)).ToList();
        var last = tensors[^1];
        tensors.ForEach(tensor => { if (tensor.Handle != last.Handle) tensor.Dispose(); });

        var before = Environment.WorkingSet;
        MemoryPolicy.Current = MemoryPolicy.Dedicated;
        NativeHeap.Trim();
        MemoryPolicy.Current = new MemoryPolicy();
        var given = (before - Environment.WorkingSet) / 1e6;
        last.Dispose();
        Assert.True(given > 200, $"{given:F0} MB of 400 were given back");
    }
}

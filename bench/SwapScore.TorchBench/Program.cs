using SwapScore.Memory;
using SwapScore.Torch;
using SwapScore.TorchBench;

// Ours and libtorch's in turns, in this one process, each on one thread: read the ratios, not the times.
KeptMemory.Ask();
MemoryPolicy.Current = MemoryPolicy.Dedicated;
TorchLibrary.Load();
TorchSharp.torch.set_num_threads(1);
switch (args)
{
    case ["published", .. var spaces]:
        PublishedBench.Run(Console.Out, spaces);
        return 0;
    case ["kernels"]:
        OperationBench.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project bench/SwapScore.TorchBench -- published [SPACE …]|kernels");
        return 2;
}

using static TorchSharp.torch;

namespace SwapScore.Torch.Loading;

/// <summary>For as long as it lives, libtorch uses a number of threads per operation. The number is the process's.</summary>
internal sealed class ThreadCount : IDisposable
{
    private readonly int _before = get_num_threads();

    public ThreadCount(int threads) => set_num_threads(threads);

    public void Dispose() => set_num_threads(_before);
}

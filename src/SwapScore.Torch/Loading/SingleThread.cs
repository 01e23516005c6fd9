using static TorchSharp.torch;

namespace SwapScore.Torch.Loading;

/// <summary>For as long as one lives, libtorch uses one thread per operation. The number is the process's: it is put back when the last one is gone.</summary>
internal sealed class SingleThread : IDisposable
{
    private static readonly Lock Gate = new();
    private static int Living;
    private static int Before;

    public SingleThread()
    {
        lock (Gate)
        {
            if (Living++ == 0) Before = get_num_threads();

            // Threads that libtorch has not seen before take their number from the last one set, others have their own: so each sets it.
            set_num_threads(1);
        }
    }

    public void Dispose()
    {
        lock (Gate)
            if (--Living == 0) set_num_threads(Before);
    }
}

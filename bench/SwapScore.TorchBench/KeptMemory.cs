using System.Runtime.InteropServices;

namespace SwapScore.TorchBench;

/// <summary>
/// Lets the C library of Linux keep what libtorch has freed: it takes memory for every result anew, and where the system has to give it each time, on virtual
/// machines above all, that is what would be timed.
/// </summary>
internal static partial class KeptMemory
{
    private const int TrimThreshold = -1;
    private const int MaximumMappings = -4;

    public static void Ask()
    {
        if (!OperatingSystem.IsLinux()) return;
        _ = Set(MaximumMappings, 0);
        _ = Set(TrimThreshold, int.MaxValue);
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}

namespace SwapScore.Memory;

/// <summary>The memory of native code.</summary>
internal static unsafe class NativeHeap
{
    private static readonly delegate* unmanaged<nuint, int> MallocTrim = (delegate* unmanaged<nuint, int>)CLibrary.Find("malloc_trim");
    private static int Count;

    /// <summary>How often this process gave such memory back.</summary>
    public static int Trims => Volatile.Read(ref Count);

    /// <summary>Whether the C library of this system keeps what native code frees, and can be asked for it.</summary>
    public static bool CanTrim => MallocTrim != null;

    /// <summary>
    /// Gives what native libraries have freed back to the system. The C library of Linux keeps it, for every thread that ever asked for some; nothing happens
    /// with other libraries, which give it back by themselves, and where the <see cref="MemoryPolicy"/> does not allow it.
    /// </summary>
    public static void Trim()
    {
        if (!MemoryPolicy.Current.TrimsNativeHeap || !CanTrim) return;
        Interlocked.Increment(ref Count);
        _ = MallocTrim(0);
    }
}

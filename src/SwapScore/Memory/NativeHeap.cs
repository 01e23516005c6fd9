namespace SwapScore.Memory;

/// <summary>The memory of native code.</summary>
internal static unsafe class NativeHeap
{
    private static readonly delegate* unmanaged<nuint, int> MallocTrim = (delegate* unmanaged<nuint, int>)CLibrary.Find("malloc_trim");

    /// <summary>
    /// Gives what native libraries have freed back to the system. The C library of Linux keeps it, for every thread that ever asked for some; nothing happens
    /// with other libraries, which give it back by themselves, and where the <see cref="MemoryPolicy"/> does not allow it.
    /// </summary>
    public static void Trim()
    {
        if (MemoryPolicy.Current.TrimsNativeHeap && MallocTrim != null) _ = MallocTrim(0);
    }
}

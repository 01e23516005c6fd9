using System.Runtime.InteropServices;

namespace SwapScore.Evaluation;

/// <summary>The memory of native code.</summary>
internal static unsafe class NativeHeap
{
    private static readonly delegate* unmanaged<nuint, int> MallocTrim = Find();

    /// <summary>
    /// Gives what native libraries have freed back to the system. The C library of Linux keeps it, for every thread that ever asked for some; nothing happens
    /// with other libraries, which give it back by themselves.
    /// </summary>
    public static void Trim()
    {
        if (MallocTrim != null) _ = MallocTrim(0);
    }

    private static delegate* unmanaged<nuint, int> Find() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var function)
            ? (delegate* unmanaged<nuint, int>)function
            : null;
}

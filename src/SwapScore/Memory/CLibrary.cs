using System.Runtime.InteropServices;

namespace SwapScore.Memory;

/// <summary>Functions of the C library of Linux.</summary>
internal static class CLibrary
{
    /// <summary>Where a function is; 0 on other systems, and where the library does not have it.</summary>
    /// <param name="function">Name of the function.</param>
    public static nint Find(string function) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, function, out var address) ? address : 0;
}

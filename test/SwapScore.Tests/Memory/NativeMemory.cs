using System.Runtime.InteropServices;

namespace SwapScore.Tests.Memory;

/// <summary>The books of the C library of Linux. Unlike resident memory they do not depend on what else the machine does.</summary>
internal static unsafe partial class NativeMemory
{
    /// <summary>Bytes that native code has asked for and not given back, in the heaps of all threads and in blocks of their own.</summary>
    public static long BytesInUse
    {
        get
        {
            var info = MallInfo2();
            return (long)(info.UsedInHeaps + info.UsedInBlocks);
        }
    }

    /// <summary>Skips the test where these books do not exist.</summary>
    public static void Require() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "mallinfo2", out _),
        "only the C library of Linux keeps such books");

    [LibraryImport("libc.so.6", EntryPoint = "mallinfo2")]
    private static partial Info MallInfo2();

    /// <summary><c>struct mallinfo2</c>: ten numbers, of which hblkhd and uordblks are read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 80)]
    private struct Info
    {
        [FieldOffset(32)]
        public nuint UsedInBlocks;

        [FieldOffset(56)]
        public nuint UsedInHeaps;
    }
}

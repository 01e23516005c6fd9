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

    /// <summary>The share of the whole pages of a block that takes memory.</summary>
    public static double ShareInMemory(nint start, long bytes)
    {
        var page = (nint)Environment.SystemPageSize;
        var first = (start + page - 1) / page * page;
        var pages = new byte[(start + (nint)bytes - first) / page];

        // A block that lies nowhere any more is refused.
        fixed (byte* found = pages)
            if (MemoryInCore(first, (nuint)pages.Length * (nuint)page, found) != 0) return 0;
        return pages.Count(one => (one & 1) == 1) / (double)pages.Length;
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallinfo2")]
    private static partial Info MallInfo2();

    [LibraryImport("libc.so.6", EntryPoint = "mincore")]
    private static partial int MemoryInCore(nint start, nuint length, byte* pages);

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

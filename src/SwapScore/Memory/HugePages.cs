namespace SwapScore.Memory;

/// <summary>
/// Large regions of memory in pages of 2 MiB, not of 4 KiB: every page costs about the same when it is first used. Linux gives them where it is asked to; on
/// other systems, and where the <see cref="MemoryPolicy"/> does not allow it, nothing happens.
/// </summary>
internal static unsafe class HugePages
{
    private const int Advice = 14;
    private const nuint Size = 2 << 20;

    private static readonly delegate* unmanaged<nuint, nuint, int, int> Advise = (delegate* unmanaged<nuint, nuint, int, int>)CLibrary.Find("madvise");

    /// <summary>Asks for them, for the whole ones in a region.</summary>
    /// <param name="start">Where it begins; nothing in it should have been used yet.</param>
    /// <param name="bytes">Its length.</param>
    public static void Prefer(void* start, nuint bytes)
    {
        if (!MemoryPolicy.Current.UsesHugePages) return;
        var first = ((nuint)start + Size - 1) / Size * Size;
        var end = ((nuint)start + bytes) / Size * Size;
        if (Advise != null && first < end) _ = Advise(first, end - first, Advice);
    }

    /// <summary>An array that is not cleared. If it is large enough for one, it is in them, and the collector does not move it.</summary>
    /// <param name="length">How many elements.</param>
    public static T[] Allocate<T>(int length)
        where T : unmanaged
    {
        var bytes = (nuint)length * (nuint)sizeof(T);
        var array = GC.AllocateUninitializedArray<T>(length, pinned: bytes >= Size);
        fixed (T* start = array) Prefer(start, bytes);
        return array;
    }
}

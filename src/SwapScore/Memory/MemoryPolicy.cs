namespace SwapScore.Memory;

/// <summary>
/// What the library may do with the memory of the whole process. In a process of someone else it does nothing of the kind: everything is off by default. A
/// program that does little but score, like the command line, takes <see cref="Dedicated"/>. No setting changes a score.
/// </summary>
public sealed record MemoryPolicy
{
    private static volatile MemoryPolicy InForce = new();
    private static int Collections;

    /// <summary>Everything on: for a process that exists to score networks.</summary>
    public static MemoryPolicy Dedicated { get; } = new() { UsesHugePages = true, CollectsGarbage = true, TrimsNativeHeap = true, ReservesRunMemory = true };

    /// <summary>The policy of this process. The host sets it once, before it scores. Default: everything off.</summary>
    public static MemoryPolicy Current
    {
        get => InForce;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            InForce = value;
        }
    }

    /// <summary>
    /// Whether Linux is asked for pages of 2 MiB under large arrays (<c>madvise</c>). Large plans start faster; the process may hold up to 2 MiB more for every
    /// large array. Default: false.
    /// </summary>
    public bool UsesHugePages { get; init; }

    /// <summary>
    /// Whether all garbage is collected, with compaction, after arrays of more than 64 MiB: weights of large ONNX models. Every thread of the process stops
    /// meanwhile. Default: false, the collector decides.
    /// </summary>
    public bool CollectsGarbage { get; init; }

    /// <summary>
    /// Whether the C library of Linux returns what native code has freed to the system (<c>malloc_trim</c>), after every ONNX model and every evaluation of
    /// gradients. Default: false.
    /// </summary>
    public bool TrimsNativeHeap { get; init; }

    /// <summary>
    /// Whether a region of 2 GiB of addresses is reserved for values of ONNX Runtime while a model is scored. Values of all sizes find room in it, so large models
    /// need less memory. Default: false.
    /// </summary>
    public bool ReservesRunMemory { get; init; }

    /// <summary>How many collections were forced in this process.</summary>
    internal static int ForcedCollections => Volatile.Read(ref Collections);

    /// <summary>An array that is not cleared, on pages of 2 MiB where the policy allows it and it is large enough; the collector does not move one that large.</summary>
    /// <param name="length">How many elements.</param>
    public static T[] Allocate<T>(int length)
        where T : unmanaged => HugePages.Allocate<T>(length);

    /// <summary>Asks for pages of 2 MiB in a region of memory, where the policy allows it.</summary>
    /// <param name="start">Where it begins; nothing in it should have been used yet.</param>
    /// <param name="bytes">Its length.</param>
    public static unsafe void PreferHugePages(void* start, nuint bytes) => HugePages.Prefer(start, bytes);

    /// <summary>Gives what native libraries have freed back to the system, where the policy allows it.</summary>
    public static void TrimNativeHeap() => NativeHeap.Trim();

    /// <summary>Collects all garbage where the policy allows it.</summary>
    public static void CollectGarbage()
    {
        if (!InForce.CollectsGarbage) return;
        Interlocked.Increment(ref Collections);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}

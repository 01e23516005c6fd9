using System.Runtime.InteropServices;
using SwapScore.Native.Boundary;

namespace SwapScore.Native.Counting;

/// <summary>The functions <c>swapscore_counter_*</c>. What each does stands in <c>swapscore.h</c>.</summary>
internal static unsafe class CounterExports
{
    private static readonly HandleTable<ActivationCounter> Counters = new("counter");

    [UnmanagedCallersOnly(EntryPoint = "swapscore_counter_create")]
    public static int Create(long samples, int isTernary, int counted, nint* counter)
    {
        try
        {
            *Target(counter) = 0;
            *counter = Counters.Add(new ActivationCounter(samples, isTernary != 0, (Counted)counted));
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_counter_push")]
    public static int Push(nint counter, ArrayView* array)
    {
        try
        {
            Counters.Get(counter).Push(StridedArray.From(array));
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_counter_patterns")]
    public static int Patterns(nint counter, long* count)
    {
        try
        {
            *Target(count) = Counters.Get(counter).Patterns;
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_counter_standard_patterns")]
    public static int StandardPatterns(nint counter, long* count)
    {
        try
        {
            *Target(count) = Counters.Get(counter).StandardPatterns;
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_counter_kernel")]
    public static int Kernel(nint counter, double* kernel)
    {
        try
        {
            var found = Counters.Get(counter);
            found.CopyKernel(new Span<double>(Target(kernel), found.Samples * found.Samples));
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_counter_log_determinant")]
    public static int LogDeterminant(nint counter, double* value)
    {
        try
        {
            *Target(value) = Counters.Get(counter).LogDeterminant;
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_counter_clear")]
    public static int Clear(nint counter)
    {
        try
        {
            Counters.Get(counter).Clear();
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_counter_free")]
    public static void Free(nint counter)
    {
        try
        {
            Counters.Remove(counter)?.Dispose();
        }
        catch (Exception fault)
        {
            Fault.Report(fault);
        }
    }

    private static T* Target<T>(T* target)
        where T : unmanaged => target is null ? throw new UsageException("the place for the result is NULL") : target;
}

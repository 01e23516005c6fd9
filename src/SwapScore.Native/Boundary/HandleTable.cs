using System.Collections.Concurrent;

namespace SwapScore.Native.Boundary;

/// <summary>
/// Objects that C code holds by number. A number is never given twice, so one that was released, or never given, is a fault with a message instead of
/// a crash.
/// </summary>
/// <param name="what">What the objects are called in messages.</param>
internal sealed class HandleTable<T>(string what)
    where T : class
{
    private readonly ConcurrentDictionary<nint, T> _objects = new();
    private long _last;

    /// <summary>Holds an object.</summary>
    public nint Add(T held)
    {
        var handle = (nint)Interlocked.Increment(ref _last);
        _objects[handle] = held;
        return handle;
    }

    /// <summary>The object of a number.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public T Get(nint handle) => _objects.TryGetValue(handle, out var held)
        ? held
        : throw new UsageException(handle == 0 ? $"the {what} is NULL" : $"there is no such {what}", "it may have been freed already");

    /// <summary>Lets an object go; null where there is none of this number.</summary>
    public T? Remove(nint handle) => _objects.TryRemove(handle, out var held) ? held : null;
}

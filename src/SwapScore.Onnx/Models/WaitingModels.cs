namespace SwapScore.Onnx.Models;

/// <summary>
/// Models that have been read for a request and wait for their run, so that files are read once. One waits whatever its size,
/// several only while they are small together; those that do not wait are read again. Safe for concurrent calls.
/// </summary>
/// <param name="read">Reads a file.</param>
internal sealed class WaitingModels(Func<string, ReadModel> read)
{
    private const long MostWaiting = 256L << 20;

    private readonly Lock _lock = new();
    private readonly List<ReadModel> _waiting = [];

    /// <summary>Looks at a model, which then waits for its run. Meanwhile nobody else has it.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="look">Looks at it.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public T Look<T>(string path, Func<ReadModel, T> look)
    {
        var model = TakeFirst(one => one.Path == path && one.Written == File.GetLastWriteTimeUtc(path)) ?? ReadAlone(path);
        var found = look(model);
        lock (_lock)
        {
            if (_waiting.Count == 0 || Waiting + model.Bytes <= MostWaiting) _waiting.Add(model);
        }

        return found;
    }

    /// <summary>A model for its run, which may change it: nobody else gets it.</summary>
    /// <param name="content">The hash of its content.</param>
    /// <param name="path">Its file.</param>
    /// <exception cref="InputException">It does not wait any more, and its file cannot be read.</exception>
    public OnnxModel Take(string content, string path) => (TakeFirst(one => one.Content == content) ?? read(path)).Model;

    /// <summary>Lets go of all models that wait.</summary>
    public void Forget()
    {
        lock (_lock) _waiting.Clear();
    }

    private long Waiting => _waiting.Sum(one => one.Bytes);

    /// <summary>Reads a file. A large one that waits makes room: two of them are never in memory for it.</summary>
    private ReadModel ReadAlone(string path)
    {
        lock (_lock)
        {
            if (Waiting > MostWaiting) _waiting.Clear();
        }

        return read(path);
    }

    private ReadModel? TakeFirst(Predicate<ReadModel> isMeant)
    {
        lock (_lock)
        {
            var model = _waiting.Find(isMeant);
            if (model is not null) _waiting.Remove(model);
            return model;
        }
    }
}

using System.Collections.Concurrent;

namespace SwapScore.Evaluation;

/// <summary>Model files of this machine, by content. Safe for concurrent calls.</summary>
public sealed class ModelStore : IModelStore
{
    private readonly ConcurrentDictionary<string, ModelReference> _models = new(StringComparer.Ordinal);

    /// <summary>Makes a store.</summary>
    /// <param name="models">Models it knows from the beginning.</param>
    public ModelStore(params IEnumerable<ModelReference> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        foreach (var model in models) Add(model);
    }

    /// <summary>Adds a model; of two files of the same content the first is kept.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The hash of its content, for requests.</returns>
    public string Add(ModelReference model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _models.TryAdd(model.ContentHash, model);
        return model.ContentHash;
    }

    /// <inheritdoc/>
    public ValueTask<ModelReference?> FindAsync(string contentHash, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_models.GetValueOrDefault(contentHash));
}

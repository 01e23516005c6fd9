using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Engine;

/// <summary>
/// Remembers which tables of embeddings lie in working memory. Encoders of one study share table, stream and place, and drawing 30,522 words
/// costs as much as a third of a small encoder's pass.
/// </summary>
internal sealed class DrawnEmbeddings
{
    private readonly Dictionary<long, (IInitializer Initializer, WeightSlot Slot, RandomKey Key)> _tables = [];

    /// <summary>Forgets what another plan will write over.</summary>
    /// <param name="plan">The plan whose turn it is.</param>
    public void Keep(Plan plan)
    {
        foreach (var (offset, drawn) in _tables.ToArray())
            if (!Array.Exists(plan.Weights, slot => !slot.HasTangents && slot.Offset == offset && slot.Parameter == drawn.Slot.Parameter))
                _tables.Remove(offset);
    }

    /// <summary>Forgets everything: the memory is gone.</summary>
    public void Clear() => _tables.Clear();

    /// <summary>Whether a table must be drawn, and notes that it will be. Weights of other roles always must, and those with tangents, whose direction may be another one.</summary>
    public bool MustDraw(IInitializer initializer, WeightSlot slot, RandomKey key)
    {
        if (slot.HasTangents || slot.Parameter.Role is not (ParameterRole.WordEmbedding or ParameterRole.PositionEmbedding or ParameterRole.TypeEmbedding)) return true;
        if (_tables.TryGetValue(slot.Offset, out var drawn)
            && ReferenceEquals(drawn.Initializer, initializer)
            && drawn.Key == key
            && drawn.Slot.Ordinal == slot.Ordinal
            && drawn.Slot.Parameter == slot.Parameter
            && drawn.Slot.Node.Operation == slot.Node.Operation)
            return false;
        _tables[slot.Offset] = (initializer, slot, key);
        return true;
    }
}

namespace SwapScore.Patterns;

/// <summary>Takes in the keys of neurons.</summary>
internal interface IKeyConsumer
{
    /// <summary>Takes in some keys.</summary>
    /// <param name="keys"><c>[neuron][word]</c>.</param>
    void Add(ReadOnlySpan<ulong> keys);
}

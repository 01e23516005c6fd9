using SwapScore.Spaces;

namespace SwapScore.Cli;

/// <summary>Which samples a command was asked for.</summary>
/// <param name="Data">The value of <c>--data</c>.</param>
/// <param name="Count">Number of samples.</param>
/// <param name="Side">The value of <c>--image-size</c>; null keeps the size of data sets and makes photographs 256×256.</param>
/// <param name="Task">The task that prepares them.</param>
internal sealed record SampleRequest(string Data, int Count, int? Side, SpaceTask Task)
{
    /// <summary>The value of <c>--vocab</c>, for texts; null for the hashing tokeniser.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>Whether classes are drawn at random, whatever the data say.</summary>
    public bool HasRandomLabels { get; init; }

    /// <summary>Most tokens of a text.</summary>
    public int SequenceLength { get; init; } = 128;

    /// <summary>Seed of noise.</summary>
    public long Seed { get; init; }
}

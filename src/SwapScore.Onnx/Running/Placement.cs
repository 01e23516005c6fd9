using SwapScore.Onnx.Graphs;

namespace SwapScore.Onnx.Running;

/// <summary>How samples run through a model, and where they lie in every observed value; proven, not guessed.</summary>
/// <param name="Graph">The graph that is run; its batch may have been freed.</param>
/// <param name="Batch">The number of samples it insists on, 1 where they are run one at a time; null when it takes any.</param>
/// <param name="Layouts">Where the samples lie, by observed value; values that do not depend on the samples are missing.</param>
/// <param name="Shapes">Dimensions of all values for <paramref name="Batch"/> samples, or for one.</param>
internal sealed record Placement(
    ModelGraph Graph, int? Batch, IReadOnlyDictionary<string, SampleLayout> Layouts, IReadOnlyDictionary<string, long[]> Shapes)
{
    /// <summary>Whether a value of the graph, observed or not, is known to have its samples outermost.</summary>
    public required Func<string, bool> IsOutermost { get; init; }

    /// <summary>The dimension of a value that grows with the number of samples; null where the number is fixed.</summary>
    public Func<string, int?> GrowingAxis { get; init; } = _ => null;

    /// <summary>Where the samples lie in a value; null where that is not known.</summary>
    /// <param name="value">Any value of the graph.</param>
    public SampleLayout? LayoutOf(string value) =>
        Layouts.TryGetValue(value, out var layout) ? layout
        : !Shapes.TryGetValue(value, out var shape) ? null
        : Batch == 1 ? SampleLayout.Whole(shape)
        : IsOutermost(value) ? new SampleLayout(1, SampleLayout.Whole(shape).Inner / (Batch ?? 1))
        : null;

    /// <summary>Whether the values of a sample depend on the others it is run with, as with batch statistics that a model computes itself.</summary>
    public bool MixesSamples { get; init; }
}

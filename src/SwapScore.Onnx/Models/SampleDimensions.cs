using System.Collections.Immutable;

namespace SwapScore.Onnx.Models;

/// <summary>
/// Lists which dimensions of a model's inputs may be those of the samples. Names decide where they say so; otherwise the order is only a guess, and the
/// first reading that the model's values prove is taken.
/// </summary>
internal static class SampleDimensions
{
    private static readonly HashSet<string> BatchNames = ["n", "b", "bs", "nb", "bsz"];

    /// <summary>The inputs under every reading, the most likely first; in the last one no dimension is that of the samples, which are fed one at a time.</summary>
    /// <param name="inputs">The inputs, in the order of the model.</param>
    public static IReadOnlyList<ImmutableArray<ModelInput>> Readings(ImmutableArray<ModelInput> inputs)
    {
        var separate = inputs.Select(input => input with { SampleDimension = null, IsSeparate = true }).ToImmutableArray();
        var candidates = inputs.Where(input => input.IsRanked && input.Dimensions.Count > 0).ToList();
        if (candidates.Count == 0) return [[.. inputs.Select(input => input with { SampleDimension = input.IsRanked ? null : 0 })], separate];
        var leading = candidates.Find(input => NamedBatch(input) is not null) ?? candidates[0];
        return
        [
            .. Candidates(leading).Select(dimension => inputs.Select(input =>
                input with { SampleDimension = ReferenceEquals(input, leading) ? dimension : Following(input, leading, dimension), IsSeparate = false }).ToImmutableArray()),
            separate,
        ];
    }

    private static bool IsBatchName(string name) => name.Contains("batch", StringComparison.OrdinalIgnoreCase) || BatchNames.Contains(name.ToLowerInvariant());

    private static int? NamedBatch(ModelInput input) => input.DimensionNames.Index().Where(name => IsBatchName(name.Item)).Select(name => (int?)name.Index).FirstOrDefault();

    /// <summary>The dimensions of the leading input that may be that of the samples.</summary>
    private static IEnumerable<int> Candidates(ModelInput input)
    {
        if (NamedBatch(input) is { } named) return [named];
        var all = Enumerable.Range(0, input.Dimensions.Count).ToList();
        var free = all.Where(dimension => input.Dimensions[dimension] < 0).ToList();

        // Images are exported for a fixed number of samples with free sides; states have a fixed number of layers first.
        const int Image = 4;
        var isImage = input.Dimensions.Count >= Image;
        var others = free.Count > 0 ? free : all.Where(dimension => !isImage || input.Dimensions[dimension] == 1);
        return (input.Dimensions[0] <= 1 || isImage || free.Count == 0 ? others.Prepend(0) : others).Distinct();
    }

    /// <summary>The dimension of the samples of another input, when that of the leading one is known; null when all samples share its value.</summary>
    private static int? Following(ModelInput input, ModelInput leading, int dimension)
    {
        if (!input.IsRanked) return 0;
        if (input.Dimensions.Count == 0) return null;
        var (name, count) = (leading.DimensionNames[dimension], leading.Dimensions[dimension]);
        if (name.Length > 0 && input.DimensionNames.IndexOf(name) is >= 0 and var same) return same;
        if (NamedBatch(input) is { } named) return named;
        var others = leading.DimensionNames.Where((other, index) => index != dimension && other.Length > 0).ToHashSet();
        var free = Enumerable.Range(0, input.Dimensions.Count).Where(index => input.Dimensions[index] < 0 && !others.Contains(input.DimensionNames[index])).ToList();
        if (free.Count > 0) return free[0];
        var equal = input.Dimensions.IndexOf(Math.Max(1, count));
        return equal >= 0 ? equal : null;
    }
}

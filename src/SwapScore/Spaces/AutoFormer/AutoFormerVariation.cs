namespace SwapScore.Spaces.AutoFormer;

/// <summary>
/// Variation of vision Transformers: another width, another layer at a place, or a layer more or less at the end. Width and layers are inherited one
/// by one. Networks outside the depths of the space are drawn again.
/// </summary>
internal static class AutoFormerVariation
{
    /// <summary>The variation of a space: its choices are the width, and for each place 0 for no layer or the number of a layer plus 1.</summary>
    public static ChoiceVariation<AutoFormerArchitecture> Create(AutoFormerSize size) => new(
        [size.Widths.Length, .. Enumerable.Repeat(size.LayerCount + 1, size.Depths[^1])],
        network =>
        [
            size.Widths.IndexOf(network.Width),
            .. network.Layers.Select(layer => size.Number(layer) + 1),
            .. Enumerable.Repeat(0, size.Depths[^1] - network.Layers.Length),
        ],
        choices => Decode(size, choices));

    private static AutoFormerArchitecture? Decode(AutoFormerSize size, int[] choices)
    {
        var depth = Array.FindLastIndex(choices, choice => choice != 0);
        var layers = choices[1..(Math.Max(depth, 0) + 1)];
        return depth >= size.Depths[0] && !layers.Contains(0)
            ? new AutoFormerArchitecture(size, size.Widths[choices[0]], [.. layers.Select(layer => size.Layer(layer - 1))])
            : null;
    }
}

using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>A vision Transformer: its width and its layers. An immutable value.</summary>
internal sealed class AutoFormerArchitecture : IArchitecture, IEquatable<AutoFormerArchitecture>
{
    /// <summary>A network.</summary>
    /// <param name="size">The space it is of.</param>
    /// <param name="width">Width.</param>
    /// <param name="layers">Layers, first to last.</param>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public AutoFormerArchitecture(AutoFormerSize size, int width, params ImmutableArray<AutoFormerLayer> layers)
    {
        (Width, Layers) = (width, layers);
        var violations = Violations(size).ToList();
        if (violations.Count > 0) throw new UsageException($"outside the space autoformer-{size.Name}: {string.Join("; ", violations)}", AutoFormerText.Hint(size));
    }

    /// <summary>Features of every token.</summary>
    public int Width { get; }

    /// <summary>The layers, first to last.</summary>
    public ImmutableArray<AutoFormerLayer> Layers { get; }

    /// <summary>Width, then heads and feed-forward ratio of each layer: <c>w192 3-4 4-3.5 …</c>.</summary>
    public string Text => AutoFormerText.Format(this);

    IReadOnlyList<Diagram> IArchitecture.Diagrams => [AutoFormerDrawing.Draw(this)];

    /// <summary>Width, layers, and the sums of heads and feed-forward ratios over the layers.</summary>
    IReadOnlyDictionary<string, double> IArchitecture.Numbers => new Dictionary<string, double>
    {
        ["width"] = Width,
        ["layers"] = Layers.Length,
        ["layers-times-width"] = Layers.Length * Width,
        ["heads"] = Layers.Sum(layer => layer.Heads),
        ["ratios"] = Layers.Sum(layer => layer.Ratio),
    };

    /// <inheritdoc/>
    public bool Equals(AutoFormerArchitecture? other) => other is not null && Width == other.Width && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AutoFormerArchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(Width, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private IEnumerable<string> Violations(AutoFormerSize size)
    {
        if (!size.Widths.Contains(Width)) yield return $"width {Width}, expected {string.Join(", ", size.Widths)}";
        if (!size.Depths.Contains(Layers.Length)) yield return $"{Layers.Length} layers, expected {string.Join(", ", size.Depths)}";
        foreach (var (index, layer) in Layers.Index())
        {
            if (!size.Heads.Contains(layer.Heads)) yield return $"layer {index + 1} has {layer.Heads} heads, expected {string.Join(", ", size.Heads)}";
            if (!size.Ratios.Contains(layer.Ratio))
                yield return $"layer {index + 1} has the ratio {AutoFormerText.Number(layer.Ratio)}, expected {string.Join(", ", size.Ratios.Select(AutoFormerText.Number))}";
        }
    }
}

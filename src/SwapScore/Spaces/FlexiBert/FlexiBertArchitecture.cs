using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>A FlexiBERT encoder: its width and its layers. An immutable value.</summary>
internal sealed class FlexiBertArchitecture : IArchitecture, IEquatable<FlexiBertArchitecture>
{
    /// <summary>Widths of the original space; the benchmark has the first two.</summary>
    public static readonly ImmutableArray<int> HiddenSizes = [128, 256, 512];

    /// <summary>Numbers of layers of the original space; the benchmark has the first two.</summary>
    public static readonly ImmutableArray<int> LayerCounts = [2, 4, 6];

    /// <summary>Numbers of heads of the original space; the benchmark has the first two.</summary>
    public static readonly ImmutableArray<int> HeadCounts = [2, 4, 8];

    /// <summary>Feed-forward widths of the original space; the benchmark has the first two.</summary>
    public static readonly ImmutableArray<int> FeedForwardSizes = [512, 1024, 2048, 4096];

    /// <summary>Numbers of stacked feed-forward maps; the benchmark has 1 and 3.</summary>
    public static readonly ImmutableArray<int> FeedForwardCounts = [1, 2, 3];

    /// <summary>An encoder.</summary>
    /// <param name="hidden">Width.</param>
    /// <param name="layers">Layers, first to last.</param>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public FlexiBertArchitecture(int hidden, params ImmutableArray<FlexiBertLayer> layers)
    {
        (Hidden, Layers) = (hidden, layers);
        var violations = Violations().ToList();
        if (violations.Count > 0) throw new UsageException($"outside the FlexiBERT space: {string.Join("; ", violations)}", FlexiBertText.Hint);
    }

    /// <summary>Width of the encoder.</summary>
    public int Hidden { get; }

    /// <summary>The layers, first to last.</summary>
    public ImmutableArray<FlexiBertLayer> Layers { get; }

    /// <summary>Compact text: <c>h256 sdp-2-512x1 dft-4-1024x3</c>; a layer is operation, heads, feed-forward width and count.</summary>
    public string Text => FlexiBertText.Format(this);

    IReadOnlyList<Diagram> IArchitecture.Diagrams => [FlexiBertDrawing.Draw(this)];

    /// <summary>Width, layers, feed-forward maps, and how many layers have each operation.</summary>
    IReadOnlyDictionary<string, double> IArchitecture.Numbers => new Dictionary<string, double>(
        FlexiBertText.Names.Select(named => KeyValuePair.Create(named.Name, (double)Layers.Count(layer => layer.Operation == named.Operation))))
    {
        ["width"] = Hidden,
        ["layers"] = Layers.Length,
        ["layers × width"] = Layers.Length * Hidden,
        ["feed-forward maps"] = Layers.Sum(layer => layer.FeedForwardCount),
        ["feed-forward maps × their width"] = Layers.Sum(layer => layer.FeedForwardCount * layer.FeedForward),
    };

    /// <summary>Reads the compact text or the benchmark's JSON.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed or outside the space; the message says where.</exception>
    public static FlexiBertArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().TrimStart() is ['{', ..] ? FlexiBertJson.Read(text) : FlexiBertText.Read(text);
    }

    /// <inheritdoc/>
    public bool Equals(FlexiBertArchitecture? other) => other is not null && Hidden == other.Hidden && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlexiBertArchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(Hidden, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private IEnumerable<string> Violations()
    {
        if (!HiddenSizes.Contains(Hidden)) yield return $"hidden size {Hidden}, expected {string.Join(", ", HiddenSizes)}";
        if (!LayerCounts.Contains(Layers.Length)) yield return $"{Layers.Length} layers, expected {string.Join(", ", LayerCounts)}";
        foreach (var (index, layer) in Layers.Index())
        {
            if (!Enum.IsDefined(layer.Operation)) yield return $"layer {index + 1} has the unknown operation {(int)layer.Operation}";
            if (!HeadCounts.Contains(layer.Heads)) yield return $"layer {index + 1} has {layer.Heads} heads, expected {string.Join(", ", HeadCounts)}";
            if (!FeedForwardSizes.Contains(layer.FeedForward))
                yield return $"layer {index + 1} has feed-forward width {layer.FeedForward}, expected {string.Join(", ", FeedForwardSizes)}";
            if (!FeedForwardCounts.Contains(layer.FeedForwardCount))
                yield return $"layer {index + 1} stacks {layer.FeedForwardCount} feed-forward maps, expected {string.Join(", ", FeedForwardCounts)}";
        }
    }
}

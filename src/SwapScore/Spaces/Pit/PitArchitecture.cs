using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.Pit;

/// <summary>A pooling-based vision Transformer: width of a head, feed-forward ratio, and layers and heads of three stages. An immutable value.</summary>
internal sealed class PitArchitecture : IArchitecture, IEquatable<PitArchitecture>
{
    /// <summary>A network.</summary>
    /// <param name="headWidth">Features of a head, in all stages.</param>
    /// <param name="ratio">Width of the feed-forward part of a layer, as a multiple of that of its stage.</param>
    /// <param name="stages">The stages, first to last.</param>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public PitArchitecture(int headWidth, int ratio, params ImmutableArray<PitStage> stages)
    {
        (HeadWidth, Ratio, Stages) = (headWidth, ratio, stages);
        var violations = Violations().ToList();
        if (violations.Count > 0) throw new UsageException($"outside the space pit: {string.Join("; ", violations)}", PitText.Hint);
    }

    /// <summary>Features of a head, in all stages.</summary>
    public int HeadWidth { get; }

    /// <summary>Width of the feed-forward part of a layer, as a multiple of that of its stage.</summary>
    public int Ratio { get; }

    /// <summary>The stages, first to last.</summary>
    public ImmutableArray<PitStage> Stages { get; }

    /// <summary>Width of a head, ratio, then layers and heads of each stage: <c>base16 ratio6 2-2 8-4 4-4</c>.</summary>
    public string Text => PitText.Format(this);

    IReadOnlyList<Diagram> IArchitecture.Diagrams => [PitDrawing.Draw(this)];

    /// <summary>The choices as numbers: sums over the layers, the width of the last stage, and the sum of the widths of all layers.</summary>
    IReadOnlyDictionary<string, double> IArchitecture.Numbers => new Dictionary<string, double>
    {
        ["head-width"] = HeadWidth,
        ["ratio"] = Ratio,
        ["layers"] = Stages.Sum(stage => stage.Depth),
        ["heads"] = Stages.Sum(stage => stage.Depth * stage.Heads),
        ["width"] = HeadWidth * Stages[^1].Heads,
        ["layers-times-width"] = HeadWidth * Stages.Sum(stage => stage.Depth * stage.Heads),
    };

    /// <inheritdoc/>
    public bool Equals(PitArchitecture? other) => other is not null && (HeadWidth, Ratio) == (other.HeadWidth, other.Ratio) && Stages.SequenceEqual(other.Stages);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PitArchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Stages.Aggregate(HashCode.Combine(HeadWidth, Ratio), HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private IEnumerable<string> Violations()
    {
        if (!PitChoices.HeadWidths.Contains(HeadWidth)) yield return $"base {HeadWidth}, expected {string.Join(", ", PitChoices.HeadWidths)}";
        if (!PitChoices.Ratios.Contains(Ratio)) yield return $"ratio {Ratio}, expected {string.Join(", ", PitChoices.Ratios)}";
        if (Stages.Length != PitChoices.Depths.Length) yield return $"{Stages.Length} stages, expected {PitChoices.Depths.Length}";
        foreach (var (index, stage) in Stages.Take(PitChoices.Depths.Length).Index())
        {
            if (!PitChoices.Depths[index].Contains(stage.Depth)) yield return $"stage {index + 1} has {stage.Depth} layers, expected {string.Join(", ", PitChoices.Depths[index])}";
            if (!PitChoices.Heads.Contains(stage.Heads)) yield return $"stage {index + 1} has {stage.Heads} heads, expected {string.Join(", ", PitChoices.Heads)}";
            else if (index > 0 && stage.Heads < Stages[index - 1].Heads) yield return $"stage {index + 1} has {stage.Heads} heads, fewer than the {Stages[index - 1].Heads} before it";
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.MobileNet;

/// <summary>A network of inverted residuals, with the side of the images it is made for. An immutable value.</summary>
internal sealed class MobileNetArchitecture : IArchitecture, IEquatable<MobileNetArchitecture>
{
    /// <param name="side">Side of the images: one of <see cref="Sides"/>.</param>
    /// <param name="stem">Channels of the stem: one of <see cref="Stems"/>.</param>
    /// <param name="stages">Six or seven stages, first to last.</param>
    /// <exception cref="ArgumentException">A choice is outside the space.</exception>
    public MobileNetArchitecture(int side, int stem, params ImmutableArray<MobileNetStage> stages)
    {
        if (MobileNetFaults.Find(side, stem, stages) is { } fault) throw new ArgumentException(fault.Reason, nameof(stages));
        (Side, Stem, Stages) = (side, stem, stages);
        Text = string.Create(CultureInfo.InvariantCulture, $"side{side}stem{stem}-{string.Join('-', stages)}");
    }

    /// <summary>Sides of images.</summary>
    public static ImmutableArray<int> Sides { get; } = [96, 128, 160, 192, 224, 256, 288];

    /// <summary>Channels of stems.</summary>
    public static ImmutableArray<int> Stems { get; } = [16, 24, 32];

    /// <summary>Side of the images.</summary>
    public int Side { get; }

    /// <summary>Channels of the stem.</summary>
    public int Stem { get; }

    /// <summary>The stages, first to last.</summary>
    public ImmutableArray<MobileNetStage> Stages { get; }

    /// <summary>Stage after stage: <c>side224stem16-w16r_k3e1-w24r_k3e4_k3e3-…</c>.</summary>
    public string Text { get; }

    /// <summary>Multiply-adds for one image of its own side, with 1,000 classes.</summary>
    public long MultiplyAdds => MobileNetCost.MultiplyAdds(Side, Stem, Stages);

    /// <summary>Whether it has as many multiply-adds as networks of the space.</summary>
    public bool IsInRange => MultiplyAdds is >= MobileNetCost.Least and <= MobileNetCost.Most;

    IReadOnlyList<Diagram> IArchitecture.Diagrams => [MobileNetDrawing.Draw(this)];

    IReadOnlyDictionary<string, double> IArchitecture.Numbers => new Dictionary<string, double>
    {
        ["side"] = Side,
        ["blocks"] = Stages.Sum(stage => stage.Blocks.Count),
        ["gated-blocks"] = Stages.Where(stage => stage.HasGate).Sum(stage => stage.Blocks.Count),
    };

    /// <inheritdoc/>
    public bool Equals(MobileNetArchitecture? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MobileNetArchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

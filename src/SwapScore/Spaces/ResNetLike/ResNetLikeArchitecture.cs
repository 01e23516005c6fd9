using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.ResNetLike;

/// <summary>A residual network of four stages. An immutable value.</summary>
internal sealed partial class ResNetLikeArchitecture : IArchitecture, IEquatable<ResNetLikeArchitecture>
{
    /// <summary>Number of stages.</summary>
    public const int StageCount = 4;

    private const string Hint = "write four stages as depth, width and groups, for example d2w64g1-d2w128g1-d2w256g1-d2w512g1";

    /// <param name="stages">The stages, first to last.</param>
    /// <exception cref="ArgumentException">There are not four, or one is outside the space.</exception>
    public ResNetLikeArchitecture(params ImmutableArray<ResNetLikeStage> stages)
    {
        if (stages.Length != StageCount) throw new ArgumentException($"{stages.Length} stages, expected {StageCount}", nameof(stages));
        if (stages.Select(Fault).FirstOrDefault(fault => fault is not null) is { } fault) throw new ArgumentException(fault, nameof(stages));
        Stages = stages;
    }

    /// <summary>The stages, first to last.</summary>
    public ImmutableArray<ResNetLikeStage> Stages { get; }

    /// <summary>Stage after stage: <c>d2w64g1-d2w128g1-d2w256g1-d2w512g1</c>.</summary>
    public string Text => string.Join('-', Stages);

    IReadOnlyList<Diagram> IArchitecture.Diagrams =>
        [Diagram.FromChain("", Stages.Select((stage, i) => new DiagramNode($"stage {i + 1}\n{stage.Depth} blocks\n{stage.Width} channels\n{stage.Groups} groups", DiagramStyle.Convolution)))];

    IReadOnlyDictionary<string, double> IArchitecture.Numbers => new Dictionary<string, double> { ["blocks"] = Stages.Sum(stage => stage.Depth) };

    /// <summary>Reads stages. Blanks and quotes around are free.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed or outside the space; the message says where.</exception>
    public static ResNetLikeArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = KeyText.Unquoted(text).Split('-');
        if (parts.Length != StageCount)
            throw new UsageException($"'{KeyText.Shortened(text)}' is no residual network: {parts.Length} stages, expected {StageCount}", Hint);
        var stages = new ResNetLikeStage[StageCount];
        foreach (var (i, part) in parts.Index())
        {
            var match = Form().Match(part);
            var reason = match.Success ? null : $"stage {i + 1} is '{KeyText.Shortened(part)}', expected depth, width and groups";
            if (match.Success)
            {
                stages[i] = new ResNetLikeStage(Number(match, "depth"), Number(match, "width"), Number(match, "groups"));
                reason = Fault(stages[i], i);
            }

            if (reason is not null) throw new UsageException($"'{KeyText.Shortened(text)}' is no residual network: {reason}", Hint);
        }

        return new ResNetLikeArchitecture([.. stages]);
    }

    /// <inheritdoc/>
    public bool Equals(ResNetLikeArchitecture? other) => other is not null && Stages.SequenceEqual(other.Stages);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResNetLikeArchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Stages.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string? Fault(ResNetLikeStage stage, int index) =>
        stage.Depth is < 1 or > ResNetLikeStage.Deepest ? $"stage {index + 1} has {stage.Depth} blocks, expected 1 … {ResNetLikeStage.Deepest}"
        : !ResNetLikeStage.WidthsOf(index).Contains(stage.Width) ? $"stage {index + 1} has {stage.Width} channels, expected one of {string.Join(", ", ResNetLikeStage.WidthsOf(index))}"
        : !ResNetLikeStage.GroupChoices.Contains(stage.Groups) ? $"stage {index + 1} has {stage.Groups} groups, expected one of {string.Join(", ", ResNetLikeStage.GroupChoices)}"
        : null;

    [GeneratedRegex("^d(?<depth>[0-9]{1,4})w(?<width>[0-9]{1,4})g(?<groups>[0-9]{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

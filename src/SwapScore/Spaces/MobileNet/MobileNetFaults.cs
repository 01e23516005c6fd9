using System.Collections.Immutable;
using System.Globalization;
using static System.FormattableString;

namespace SwapScore.Spaces.MobileNet;

/// <summary>What of some choices is outside the space, and what may have been meant.</summary>
internal static class MobileNetFaults
{
    /// <summary>The first choice that is outside the space; null where all are inside.</summary>
    /// <returns>What is wrong, and the nearest value.</returns>
    public static (string Reason, string Nearest)? Find(int side, int stem, ImmutableArray<MobileNetStage> stages)
    {
        if (!MobileNetArchitecture.Sides.Contains(side)) return Fault("the side", side, MobileNetArchitecture.Sides, "side");
        if (!MobileNetArchitecture.Stems.Contains(stem)) return Fault("the stem", stem, MobileNetArchitecture.Stems, "stem");
        var most = MobileNetStageRange.All.Length;
        if (stages.Length < most - 1 || stages.Length > most) return (Invariant($"{stages.Length} stages, expected {most - 1} or {most}"), "");
        foreach (var (range, number, stage) in MobileNetStageRange.All.Zip(Enumerable.Range(1, stages.Length), stages))
            if (Find(range, Invariant($"stage {number}"), stage) is { } fault) return fault;
        return null;
    }

    private static (string Reason, string Nearest)? Find(MobileNetStageRange range, string name, MobileNetStage stage)
    {
        if (!range.Widths.Contains(stage.Width)) return Fault($"the width of {name}", stage.Width, range.Widths, "w");
        if (stage.Blocks.Count > range.Deepest)
            return (Invariant($"{name} has {stage.Blocks.Count} blocks, expected {(range.Deepest == 1 ? "1" : Invariant($"1 … {range.Deepest}"))}"), "");
        foreach (var (index, block) in stage.Blocks.Index())
        {
            if (!MobileNetBlock.Kernels.Contains(block.Kernel)) return Fault(Invariant($"the kernel of block {index + 1} of {name}"), block.Kernel, MobileNetBlock.Kernels, "k");
            if (!range.Expansions.Contains(block.Expansion)) return Fault(Invariant($"the expansion of block {index + 1} of {name}"), block.Expansion, range.Expansions, "e");
        }

        return null;
    }

    private static (string Reason, string Nearest) Fault<T>(string what, T found, ImmutableArray<T> choices, string letter)
        where T : IConvertible
    {
        var texts = choices.Select(choice => choice.ToString(CultureInfo.InvariantCulture));
        var nearest = choices.MinBy(choice => Math.Abs(choice.ToDouble(CultureInfo.InvariantCulture) - found.ToDouble(CultureInfo.InvariantCulture)));
        return (Invariant($"{what} is {found}, expected {(choices.Length == 1 ? "" : "one of ")}{string.Join(", ", texts)}"), Invariant($"{letter}{nearest}"));
    }
}

using System.Collections.Immutable;

namespace SwapScore.Spaces.Darts;

/// <summary>The names operations have in published genotypes.</summary>
internal static class DartsOperationNames
{
    /// <summary>All names, in the order of <see cref="DartsOperation"/>.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5",
    ];

    /// <summary>All operations, in the order of their names.</summary>
    public static ImmutableArray<DartsOperation> Operations { get; } = [.. Enum.GetValues<DartsOperation>()];

    /// <summary>The operations that do something: all but <c>none</c>.</summary>
    public static ImmutableArray<DartsOperation> WithoutNone { get; } = Operations.Remove(DartsOperation.None);

    /// <summary>The published name, for example <c>sep_conv_3x3</c>.</summary>
    public static string Name(this DartsOperation operation) => All[(int)operation];

    /// <summary>The operation of a published name, or null for an unknown name. Case matters.</summary>
    public static DartsOperation? Find(string name) => All.IndexOf(name) is >= 0 and var index ? (DartsOperation)index : null;
}

namespace SwapScore.Spaces.NasBench201;

/// <summary>Variation of cells: one of the six operations is another one; edges are inherited one by one.</summary>
internal static class NasBench201Variation
{
    private static readonly int Operations = Enum.GetValues<NasBench201Operation>().Length;

    public static ChoiceVariation<NasBench201Architecture> Instance { get; } = new(
        [.. Enumerable.Repeat(Operations, NasBench201Architecture.EdgeCount)],
        cell => [.. cell.Edges.Select(edge => (int)edge)],
        choices => new NasBench201Architecture([.. choices.Select(choice => (NasBench201Operation)choice)]));
}

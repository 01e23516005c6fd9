namespace SwapScore.Spaces.TransNasBench101;

/// <summary>Variation of micro cells: one of the six operations is another one; edges are inherited one by one.</summary>
internal static class TransNasMicroVariation
{
    public static ChoiceVariation<TransNasMicroArchitecture> Instance { get; } = new(
        [.. Enumerable.Repeat(TransNasMicroArchitecture.OperationCount, TransNasMicroArchitecture.EdgeCount)],
        cell => [.. cell.Edges.Select(edge => (int)edge)],
        choices => new TransNasMicroArchitecture([.. choices.Select(choice => (TransNasOperation)choice)]));
}

namespace SwapScore.Spaces.Darts;

/// <summary>One of the two operations that feed a node of a cell.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="Input">
/// What is read: 0 the output of the cell before the previous one, 1 that of the previous cell, 2 … 4 an earlier node of the cell.
/// </param>
internal readonly record struct DartsEdge(DartsOperation Operation, int Input)
{
    /// <summary>The published name of an operation, for example <c>sep_conv_3x3</c>.</summary>
    /// <param name="operation">The operation.</param>
    public static string NameOf(DartsOperation operation) => operation.Name();

    /// <summary>The published text, for example <c>('sep_conv_3x3', 0)</c>.</summary>
    public override string ToString() => $"('{Operation.Name()}', {Input})";
}

namespace SwapScore.Networks.Operations;

/// <summary>
/// Sums over the tokens at each distance: <c>y[m][h][i] = Σ_j x[h][i][j]</c> over the tokens j with v(i, j) = m, and <c>y[n + m][h][i]</c> likewise over
/// those with u(i, j) = m; see <see cref="RelativeLookup"/>. The input is <c>[head][token][token]</c>, the weights of attention; a learned map of the
/// sums is the part of attention values that depends on relative positions.
/// </summary>
/// <remarks>Wu et al.: Rethinking and Improving Relative Position Encoding for Vision Transformer (ICCV 2021).</remarks>
/// <param name="Rows">Rows of the grid; a class token stands after it.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Reach">The largest distance that has a number of its own; numbers are 2·reach + 2, as 0 is for pairs with the class token.</param>
public sealed record RelativeSum(int Rows, int Columns, int Reach) : Operation
{
    /// <inheritdoc/>
    public override string Name => "relative-sum";

    /// <inheritdoc/>
    public override string Settings => $"{Rows}×{Columns} reach {Reach}";

    internal override IReadOnlyList<IConvertible?> Fields => [Rows, Columns, Reach];

    internal RelativeGrid Grid => new(Rows, Columns, Reach);

    /// <summary>Which pairs of tokens are at which distance: 1 where they are, 0 elsewhere, <c>[token][token][distance]</c>; vertical distances come first.</summary>
    public float[] Indicators() => Grid.Indicators();

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var (x, grid) = (inputs[0], Grid);
        Require(grid.Fault() is null, grid.Fault() ?? "");
        Require(x.Rows == grid.Tokens && x.Columns == grid.Tokens, $"{x} has not a row and a column for each of the {grid.Tokens} tokens");
        return new Shape(2 * grid.Distances, x.Channels, x.Columns);
    }
}

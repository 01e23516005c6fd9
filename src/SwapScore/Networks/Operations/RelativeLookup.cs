namespace SwapScore.Networks.Operations;

/// <summary>
/// Values of distances, given to pairs of tokens: <c>y[h][i][j] = x[v(i, j)][h][i] + x[n + u(i, j)][h][i]</c>, where v and u number the vertical and the
/// horizontal distance of tokens i and j of a grid and n is how many numbers there are. The input is <c>[distance][head][token]</c>. After the product of queries
/// and a learned table it is the part of attention scores that depends on relative positions.
/// </summary>
/// <remarks>Wu et al.: Rethinking and Improving Relative Position Encoding for Vision Transformer (ICCV 2021).</remarks>
/// <param name="Rows">Rows of the grid; a class token stands after it.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Reach">The largest distance that has a number of its own; numbers are 2·reach + 2, as 0 is for pairs with the class token.</param>
public sealed record RelativeLookup(int Rows, int Columns, int Reach) : Operation
{
    /// <inheritdoc/>
    public override string Name => "relative-lookup";

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
        Require(x.Channels == 2 * grid.Distances, $"{x} has not a channel for each of the 2×{grid.Distances} distances");
        Require(x.Columns == grid.Tokens, $"{x} has not a column for each of the {grid.Tokens} tokens");
        return new Shape(x.Rows, x.Columns, x.Columns);
    }
}

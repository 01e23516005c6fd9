namespace SwapScore.Networks.Operations;

/// <summary>
/// The distances between the tokens of a grid, which stand row by row, and a class token after them. A vertical distance is a row minus a row, cut at the
/// reach; its number counts from −reach on, beginning with 1. Number 0 is for pairs with the class token. Horizontal distances likewise.
/// </summary>
/// <param name="rows">Rows of the grid.</param>
/// <param name="columns">Columns of the grid.</param>
/// <param name="reach">The largest distance that has a number of its own.</param>
internal sealed class RelativeGrid(int rows, int columns, int reach)
{
    /// <summary>Tokens of the sequence, the class token among them.</summary>
    public int Tokens => rows * columns + 1;

    /// <summary>Numbers of distances in one direction.</summary>
    public int Distances => NumbersFor(reach);

    /// <summary>Numbers of distances in one direction.</summary>
    /// <param name="reach">The largest distance that has a number of its own.</param>
    public static int NumbersFor(int reach) => 2 * reach + 2;

    /// <summary>Number of the vertical distance from one token to another.</summary>
    public int Vertical(int from, int to) => Number(from, to, from / columns, to / columns);

    /// <summary>Number of the horizontal distance from one token to another.</summary>
    public int Horizontal(int from, int to) => Number(from, to, from % columns, to % columns);

    /// <summary>Which pairs of tokens are at which distance: 1 where they are, 0 elsewhere, <c>[token][token][distance]</c>; vertical distances come first.</summary>
    public float[] Indicators()
    {
        var indicators = new float[checked(Tokens * Tokens * 2 * Distances)];
        for (var from = 0; from < Tokens; from++)
            for (var to = 0; to < Tokens; to++)
            {
                var first = (from * Tokens + to) * 2 * Distances;
                indicators[first + Vertical(from, to)] = 1;
                indicators[first + Distances + Horizontal(from, to)] = 1;
            }

        return indicators;
    }

    /// <summary>What is wrong with the sizes; null where nothing is.</summary>
    public string? Fault() => rows < 1 || columns < 1 || reach < 0 ? "rows and columns must be positive, the reach not negative" : null;

    private int Number(int from, int to, int place, int other) =>
        from == rows * columns || to == rows * columns ? 0 : Math.Clamp(other - place, -reach, reach) + reach + 1;
}

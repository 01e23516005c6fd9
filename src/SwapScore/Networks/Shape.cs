namespace SwapScore.Networks;

/// <summary>
/// The shape of one sample, <c>[channel][row][column]</c>. A feature vector is <c>[feature][1][1]</c>; a token sequence is
/// <c>[feature][1][token]</c>, so that a linear map of every token is a 1×1 convolution.
/// </summary>
/// <param name="Channels">Channels or features, at least 1.</param>
/// <param name="Rows">Rows, at least 1.</param>
/// <param name="Columns">Columns or tokens, at least 1.</param>
public readonly record struct Shape(int Channels, int Rows, int Columns)
{
    /// <summary>Values per channel: rows × columns.</summary>
    public long Area => (long)Rows * Columns;

    /// <summary>Values per sample: channels × rows × columns.</summary>
    public long Count => Channels * Area;

    /// <summary>The shape of a feature vector.</summary>
    /// <param name="features">Number of features.</param>
    public static Shape Vector(int features) => new(features, 1, 1);

    /// <summary>The shape as text, for example <c>3×32×32</c>.</summary>
    public override string ToString() => $"{Channels}×{Rows}×{Columns}";
}

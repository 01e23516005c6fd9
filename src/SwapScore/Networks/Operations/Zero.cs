using static System.FormattableString;

namespace SwapScore.Networks.Operations;

/// <summary>Zeros of the shape of its input, thinned out by a stride: the operation <c>none</c> of cell-based spaces.</summary>
/// <param name="Stride">Every how many rows and columns are kept. Default: 1.</param>
public sealed record Zero(int Stride = 1) : Operation
{
    /// <summary>Output channels, or null for those of the input.</summary>
    public int? Channels { get; init; }

    /// <inheritdoc/>
    public override string Name => "zero";

    /// <inheritdoc/>
    public override string Settings => Stride == 1 ? "" : $"stride {Stride}";

    internal override IReadOnlyList<IConvertible?> Fields => [Stride, Channels];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Stride > 0, Invariant($"stride must be positive, not {Stride}"));
        Require(Channels is null or > 0, Invariant($"channels must be positive, not {Channels}"));
        var x = inputs[0];
        return new Shape(Channels ?? x.Channels, (x.Rows + Stride - 1) / Stride, (x.Columns + Stride - 1) / Stride);
    }
}

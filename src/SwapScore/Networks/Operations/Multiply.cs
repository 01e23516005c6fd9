namespace SwapScore.Networks.Operations;

/// <summary>
/// The product of two inputs, value by value. A second input of one value per channel weighs the channels of the first: <c>y[c][r][q] = x[c][r][q]·gate[c]</c>, as in
/// squeeze-and-excitation.
/// </summary>
/// <remarks>Hu et al.: Squeeze-and-Excitation Networks (CVPR 2018).</remarks>
public sealed record Multiply : Operation
{
    /// <inheritdoc/>
    public override string Name => "multiply";

    /// <inheritdoc/>
    public override int? Arity => 2;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var (x, factor) = (inputs[0], inputs[1]);
        Require(factor == x || factor == Shape.Vector(x.Channels), $"the second input must have the shape of the first or one value per channel, but {x} and {factor} are given");
        return x;
    }
}

using static System.FormattableString;

namespace SwapScore.Networks.Operations;

/// <summary>
/// Fully connected map of the flattened sample, <c>y[o] = bias[o] + Σ weight[o][i]·x[i]</c>, i in <c>[channel][row][column]</c>
/// order.
/// </summary>
/// <param name="Outputs">Output features.</param>
/// <param name="Bias">Whether a bias is added. Default: true.</param>
public sealed record Linear(int Outputs, bool Bias = true) : Operation
{
    /// <inheritdoc/>
    public override string Name => "linear";

    /// <inheritdoc/>
    public override string Settings => Bias ? "" : "no bias";

    internal override IReadOnlyList<IConvertible?> Fields => [Outputs, Bias];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Outputs > 0, Invariant($"outputs must be positive, not {Outputs}"));
        Require(inputs[0].Count <= int.MaxValue, $"an input of {inputs[0]} is too large to be flattened");
        return Shape.Vector(Outputs);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs)
    {
        var weight = new Parameter("weight", ParameterRole.LinearWeight, Outputs, (int)inputs[0].Count);
        return Bias ? [weight, new Parameter("bias", ParameterRole.Bias, Outputs)] : [weight];
    }

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        inputs[0].Count * Outputs;
}

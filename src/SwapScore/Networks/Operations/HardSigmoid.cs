using static System.FormattableString;

namespace SwapScore.Networks.Operations;

/// <summary>The function <c>min(max(0, slope·x + ½), 1)</c>, which approximates a sigmoid; <see cref="HardSwish"/> is x times it.</summary>
/// <param name="Slope">Slope in the middle. Default: 1/6, as PyTorch has it.</param>
public sealed record HardSigmoid(float Slope = 1 / 6f) : Operation
{
    /// <inheritdoc/>
    public override string Name => "hard-sigmoid";

    /// <inheritdoc/>
    public override string Settings => Invariant($"slope {Slope}");

    internal override IReadOnlyList<IConvertible?> Fields => [Slope];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}

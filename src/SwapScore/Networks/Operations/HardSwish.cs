namespace SwapScore.Networks.Operations;

/// <summary>The activation function <c>x·min(max(0, x/6 + ½), 1)</c>: SiLU made of straight lines, exactly zero from −3 down.</summary>
/// <remarks>Howard et al.: Searching for MobileNetV3 (ICCV 2019).</remarks>
public sealed record HardSwish : Operation
{
    /// <inheritdoc/>
    public override string Name => "hard-swish";

    /// <inheritdoc/>
    public override SignRange Signs => SignRange.Ternary;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}

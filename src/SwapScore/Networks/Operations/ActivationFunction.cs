using static System.FormattableString;

namespace SwapScore.Networks.Operations;

/// <summary>A function of every value by itself.</summary>
/// <param name="Kind">Which function.</param>
/// <param name="Setting">The slope or limit of a function that has one, as <see cref="FunctionKind"/> says. Default: 0, for those without.</param>
public sealed record ActivationFunction(FunctionKind Kind, float Setting = 0) : Operation
{
    /// <inheritdoc/>
    public override string Name => Kind switch
    {
        FunctionKind.Relu => "relu",
        FunctionKind.LeakyRelu => "leaky-relu",
        FunctionKind.CappedRelu => "capped-relu",
        FunctionKind.Gelu => "gelu",
        FunctionKind.Silu => "silu",
        FunctionKind.HardSwish => "hard-swish",
        FunctionKind.Tanh => "tanh",
        FunctionKind.Sigmoid => "sigmoid",
        FunctionKind.HardSigmoid => "hard-sigmoid",
        _ => throw new InvalidOperationException($"there is no function {Kind}"),
    };

    /// <inheritdoc/>
    public override string Settings => SettingName is { } name ? Invariant($"{name} {Setting}") : "";

    /// <inheritdoc/>
    public override SignRange Signs => Kind switch
    {
        FunctionKind.Relu or FunctionKind.CappedRelu => SignRange.NonNegative,
        FunctionKind.Sigmoid or FunctionKind.HardSigmoid => SignRange.None,
        _ => SignRange.Ternary,
    };

    internal override IReadOnlyList<IConvertible?> Fields => SettingName is null && Setting == 0 ? [] : [Setting];

    private string? SettingName => Kind switch
    {
        FunctionKind.LeakyRelu or FunctionKind.HardSigmoid => "slope",
        FunctionKind.CappedRelu => "limit",
        _ => null,
    };

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Kind != FunctionKind.CappedRelu || Setting > 0, Invariant($"the limit must be positive, not {Setting}"));
        return inputs[0];
    }

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.Table && Kind is FunctionKind.Relu or FunctionKind.LeakyRelu ? output.Count : 0;
}

namespace SwapScore.Networks.Operations;

/// <summary>
/// Values that another runtime computes in ways unknown here: what lies between the activations of a model that was not built with
/// <see cref="NetworkBuilder"/>. Networks with such nodes can be described and measured, not planned.
/// </summary>
/// <param name="Tensor">Name of the values in the model; different values have different names.</param>
/// <param name="Shape">Their shape for one sample.</param>
/// <param name="Weights">Trainable values that are counted here.</param>
/// <param name="MultiplyAdds">Multiply-adds that are counted here.</param>
public sealed record Foreign(string Tensor, Shape Shape, long Weights = 0, long MultiplyAdds = 0) : Operation
{
    /// <summary>What metrics know of how it is computed. Default: nothing.</summary>
    public ForeignKind Kind { get; init; }

    /// <summary>Those of the weights that are tables in which tokens are looked up. Default: 0.</summary>
    public long Embeddings { get; init; }

    /// <summary>The multiply-adds of every convolution and matrix product that are counted here, divided by its output channels and summed. Default: 0.</summary>
    public double ChannelMultiplyAdds { get; init; }

    /// <inheritdoc/>
    public override string Name => "foreign";

    /// <inheritdoc/>
    public override int? Arity => null;

    /// <inheritdoc/>
    public override string Settings => Tensor;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs) =>
        Weights == 0 ? [] : [new Parameter("weights", ParameterRole.LinearWeight, checked((int)Weights))];

    internal override IReadOnlyList<IConvertible?> Fields => [Tensor, Shape.Channels, Shape.Rows, Shape.Columns, Weights, MultiplyAdds, Kind, Embeddings, ChannelMultiplyAdds];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) => MultiplyAdds;
}

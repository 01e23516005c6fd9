namespace SwapScore.Networks.Operations;

/// <summary>
/// A sequence with a learned token at its end, and a learned vector added to every place: <c>y[f][0][t] = x[f][0][t] + position[t][f]</c>, and
/// <c>y[f][0][T] = class[f] + position[T][f]</c> after the T tokens of the input.
/// Without a place of its own the token is <c>class[f]</c>.
/// </summary>
/// <remarks>
/// Dosovitskiy et al.: An Image is Worth 16x16 Words (ICLR 2021), where the token stands first. Attention does not know the order of tokens, so the
/// network is the same.
/// </remarks>
/// <param name="Positions">Places of the table, at least as many as there are tokens that have one.</param>
public sealed record ClassToken(int Positions) : Operation
{
    /// <summary>Whether the learned token has a place in the table, as the tokens before it. Default: true.</summary>
    public bool HasPlace { get; init; } = true;

    /// <inheritdoc/>
    public override string Name => "class-token";

    /// <inheritdoc/>
    public override string Settings => $"{Positions} positions{(HasPlace ? "" : " without the token's")}";

    internal override IReadOnlyList<IConvertible?> Fields => HasPlace ? [Positions] : [Positions, HasPlace];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var x = inputs[0];
        Require(x.Rows == 1, $"a sequence of tokens is width×1×length, not {x}");
        Require(x.Columns + (HasPlace ? 1 : 0) <= Positions, $"a sequence of {x.Columns} tokens{(HasPlace ? " and the class token" : "")} is longer than the {Positions} positions");
        return x with { Columns = x.Columns + 1 };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs) =>
    [
        new("class", ParameterRole.TypeEmbedding, 1, inputs[0].Channels),
        new("position", ParameterRole.PositionEmbedding, Positions, inputs[0].Channels),
    ];
}

namespace SwapScore.Networks.Operations;

/// <summary>
/// Embedding of a token sequence, <c>y[f][0][t] = word[id of t][f] + type[0][f] + position[t][f]</c>. The input, <c>[1][1][token]</c>, holds
/// the numbers of the tokens.
/// </summary>
/// <param name="Vocabulary">Number of different tokens; numbers are 0 … Vocabulary − 1, 0 is padding.</param>
/// <param name="Width">Features of an embedding.</param>
public sealed record TokenEmbedding(int Vocabulary, int Width) : Operation
{
    /// <summary>Longest sequence. Default: 512.</summary>
    public int Positions { get; init; } = 512;

    /// <summary>Token types; every token here is of type 0. Default: 2.</summary>
    public int Types { get; init; } = 2;

    /// <inheritdoc/>
    public override string Name => "token-embedding";

    /// <inheritdoc/>
    public override string Settings => $"{Vocabulary} tokens, {Positions} positions";

    internal override IReadOnlyList<IConvertible?> Fields => [Vocabulary, Width, Positions, Types];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Vocabulary > 0 && Width > 0 && Positions > 0 && Types > 0, "vocabulary, width, positions and types must be positive");
        Require(inputs[0] is { Channels: 1, Rows: 1 }, $"a sequence of token numbers is 1×1×length, not {inputs[0]}");
        Require(inputs[0].Columns <= Positions, $"a sequence of {inputs[0].Columns} tokens is longer than the {Positions} positions");
        return new Shape(Width, 1, inputs[0].Columns);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs) =>
    [
        new("word", ParameterRole.WordEmbedding, Vocabulary, Width),
        new("position", ParameterRole.PositionEmbedding, Positions, Width),
        new("type", ParameterRole.TypeEmbedding, Types, Width),
    ];
}

using System.Numerics;
using SwapScore.Randomness;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>What an encoder is drawn from.</summary>
internal sealed record FlexiBertChoices(
    IReadOnlyList<int> Hidden,
    IReadOnlyList<int> Layers,
    IReadOnlyList<int> Heads,
    IReadOnlyList<int> FeedForward,
    IReadOnlyList<int> FeedForwardCounts,
    bool HasWidestSpan)
{
    private static readonly FlexiBertOperation[] Attention = [FlexiBertOperation.ScaledDotProduct, FlexiBertOperation.WeightedMultiplicative];
    private static readonly FlexiBertOperation[] Transforms = [FlexiBertOperation.Fourier, FlexiBertOperation.Cosine];
    private static readonly FlexiBertOperation[] Spans =
        [FlexiBertOperation.SpanConvolution5, FlexiBertOperation.SpanConvolution9, FlexiBertOperation.SpanConvolution13];

    /// <summary>Number of encoders.</summary>
    public BigInteger Count
    {
        get
        {
            BigInteger layer = Operations.Sum(kind => kind.Length) * Heads.Count * FeedForward.Count * FeedForwardCounts.Count;
            return Hidden.Count * Layers.Aggregate(BigInteger.Zero, (sum, depth) => sum + BigInteger.Pow(layer, depth));
        }
    }

    private FlexiBertOperation[][] Operations => [Attention, Transforms, HasWidestSpan ? Spans : Spans[..2]];

    public FlexiBertArchitecture Encoder(RandomSequence draw)
    {
        var hidden = draw.Pick(Hidden);
        var depth = draw.Pick(Layers);
        return new FlexiBertArchitecture(hidden, [.. Enumerable.Range(0, depth).Select(_ => Layer(draw))]);
    }

    public FlexiBertLayer Layer(RandomSequence draw) =>
        new(draw.Pick(draw.Pick(Operations)), draw.Pick(Heads), draw.Pick(FeedForward), draw.Pick(FeedForwardCounts));
}

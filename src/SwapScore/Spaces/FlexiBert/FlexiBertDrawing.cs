using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>An encoder as a chain of layers.</summary>
internal static class FlexiBertDrawing
{
    public static Diagram Draw(FlexiBertArchitecture encoder) => Diagram.FromChain($"width {encoder.Hidden}", encoder.Layers.Select(Draw));

    private static DiagramNode Draw(FlexiBertLayer layer, int number)
    {
        var (name, style) = layer.Operation switch
        {
            FlexiBertOperation.ScaledDotProduct => ("attention", DiagramStyle.Attention),
            FlexiBertOperation.WeightedMultiplicative => ("weighted attention", DiagramStyle.Attention),
            FlexiBertOperation.Fourier => ("Fourier transform", DiagramStyle.Skip),
            FlexiBertOperation.Cosine => ("cosine transform", DiagramStyle.Skip),
            FlexiBertOperation.SpanConvolution5 => ("span convolution 5", DiagramStyle.Convolution),
            FlexiBertOperation.SpanConvolution9 => ("span convolution 9", DiagramStyle.Convolution),
            _ => ("span convolution 13", DiagramStyle.Convolution),
        };
        return new DiagramNode($"layer {number + 1}\n{name}\n{layer.Heads} heads\nfeed-forward {layer.FeedForward} × {layer.FeedForwardCount}", style);
    }
}

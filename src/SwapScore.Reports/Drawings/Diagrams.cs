using System.Collections.Immutable;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Spaces.NasBench101;
using SwapScore.Spaces.NasBench201;
using SwapScore.Spaces.TransNasBench101;

namespace SwapScore.Reports.Drawings;

/// <summary>The diagrams of an architecture: one for each of its cells, or one of its chain of modules or layers.</summary>
internal static class Diagrams
{
    private static readonly string[] ModuleNames = ["plain", "wider", "smaller", "wider, smaller"];

    public static IReadOnlyList<Diagram> Of(IArchitecture architecture) => architecture switch
    {
        DartsGenotype genotype when genotype.Normal.Equals(genotype.Reduce) => [Of("normal and reduction cell", genotype.Normal)],
        DartsGenotype genotype => [Of("normal cell", genotype.Normal), Of("reduction cell", genotype.Reduce)],
        NasBench101Architecture cell => [Of(cell)],
        NasBench201Architecture cell => [OfPairs(cell.Operation, operation => operation switch
        {
            NasBench201Operation.Skip => ("skip", DiagramStyle.Skip),
            NasBench201Operation.None => ("none", DiagramStyle.Nothing),
            NasBench201Operation.Convolution3x3 => ("conv 3×3", DiagramStyle.Convolution),
            NasBench201Operation.Convolution1x1 => ("conv 1×1", DiagramStyle.Convolution),
            _ => ("avg pool 3×3", DiagramStyle.Pooling),
        })],
        TransNasMicroArchitecture cell => [OfPairs(cell.Operation, operation => operation switch
        {
            TransNasOperation.None => ("none", DiagramStyle.Nothing),
            TransNasOperation.Skip => ("skip", DiagramStyle.Skip),
            TransNasOperation.Convolution1x1 => ("conv 1×1", DiagramStyle.Convolution),
            _ => ("conv 3×3", DiagramStyle.Convolution),
        })],
        TransNasMacroArchitecture skeleton => [Chain("", skeleton.Modules.Select((module, i) =>
            new DiagramNode($"module {i + 1}\n{ModuleNames[(int)module - 1]}", module == TransNasModule.Plain ? DiagramStyle.Plain : DiagramStyle.Convolution)))],
        FlexiBertArchitecture encoder => [Chain($"width {encoder.Hidden}", encoder.Layers.Select(Of))],
        _ => [new Diagram("", [new DiagramNode(architecture.Text, DiagramStyle.Plain)], [])],
    };

    private static Diagram Of(string title, DartsCell cell)
    {
        ImmutableArray<DiagramNode> nodes =
        [
            new("c_{k-2}", DiagramStyle.Input), new("c_{k-1}", DiagramStyle.Input),
            .. Enumerable.Range(0, DartsCell.Nodes).Select(node => new DiagramNode($"{node}", DiagramStyle.Plain)),
            new("c_{k}", DiagramStyle.Output),
        ];
        return new Diagram(title, nodes,
        [
            .. cell.Edges.Select((edge, i) => new DiagramEdge(edge.Input, DartsCell.NodeOf(i), edge.Operation.Name(), edge.Operation switch
            {
                DartsOperation.None => DiagramStyle.Nothing,
                DartsOperation.SkipConnect => DiagramStyle.Skip,
                DartsOperation.MaxPool3x3 or DartsOperation.AvgPool3x3 => DiagramStyle.Pooling,
                _ => DiagramStyle.Convolution,
            })),
            .. cell.Concat.Select(node => new DiagramEdge(node, nodes.Length - 1)),
        ]);
    }

    private static Diagram Of(NasBench101Architecture cell) => new(
        "",
        [.. cell.Operations.Select(operation => operation switch
        {
            NasBench101Operation.Input => new DiagramNode("input", DiagramStyle.Input),
            NasBench101Operation.Output => new DiagramNode("output", DiagramStyle.Output),
            NasBench101Operation.MaxPool3x3 => new DiagramNode("max pool 3×3", DiagramStyle.Pooling),
            NasBench101Operation.Convolution1x1 => new DiagramNode("conv 1×1", DiagramStyle.Convolution),
            _ => new DiagramNode("conv 3×3", DiagramStyle.Convolution),
        })],
        [.. from source in Enumerable.Range(0, cell.Vertices)
            from target in Enumerable.Range(source + 1, cell.Vertices - source - 1)
            where cell.HasEdge(source, target)
            select new DiagramEdge(source, target)]);

    /// <summary>Four nodes, an operation between each two.</summary>
    private static Diagram OfPairs<TOperation>(Func<int, int, TOperation> operation, Func<TOperation, (string Name, DiagramStyle Style)> label) => new(
        "",
        [new("input", DiagramStyle.Input), new("1", DiagramStyle.Plain), new("2", DiagramStyle.Plain), new("output", DiagramStyle.Output)],
        [.. from target in Enumerable.Range(1, 3)
            from source in Enumerable.Range(0, target)
            let named = label(operation(source, target))
            select new DiagramEdge(source, target, named.Name, named.Style)]);

    private static DiagramNode Of(FlexiBertLayer layer, int number)
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

    private static Diagram Chain(string title, IEnumerable<DiagramNode> links)
    {
        ImmutableArray<DiagramNode> nodes = [new("input", DiagramStyle.Input), .. links, new("output", DiagramStyle.Output)];
        return new Diagram(title, nodes, [.. Enumerable.Range(1, nodes.Length - 1).Select(node => new DiagramEdge(node - 1, node))]);
    }
}

using System.Globalization;
using SwapScore.Data;
using SwapScore.Metrics;
using SwapScore.Studies.Ablation;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Studies;
using SwapScore.Workflows.Studies.Ablation;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Figures 10, 11, 13 and 14: how the correlation depends on batch size and on the side of the input.</summary>
internal sealed class AblationFigure : IArtefact
{
    private static readonly int[] BatchSizes = [8, 16, 32, 64, 128];
    private static readonly int?[] Sides = [3, 4, 6, 8, 12, 16, 24, 32];

    private readonly string _axis;
    private readonly Func<ReproductionRun, Task<IReadOnlyList<AblationPoint>>> _run;
    private readonly Func<AblationPoint, int> _varied;
    private readonly Func<int, double?> _published;
    private readonly Func<IReadOnlyList<AblationPoint>, PublishedComparison> _claim;

    private AblationFigure(
        string name,
        string title,
        string need,
        string axis,
        Func<ReproductionRun, Task<IReadOnlyList<AblationPoint>>> run,
        Func<AblationPoint, int> varied,
        Func<int, double?> published,
        Func<IReadOnlyList<AblationPoint>, PublishedComparison> claim)
    {
        (Name, Title, Needs, _axis, _run, _varied, _published, _claim) = (name, title, [need], axis, run, varied, published, claim);
    }

    public static AblationFigure ConvolutionalBatchSize { get; } = new(
        "fig10", "Figure 10: batch size, convolutional networks", "darts", "batch size",
        run => run.AblateDartsAsync(new AblationGrid { Data = [run.ImagesOf("darts", "cifar10")], BatchSizes = SizesFor(run.ImagesOf("darts", "cifar10")) }),
        point => point.Setting.BatchSize,
        size => PublishedNumbers.Darts.TryGetValue(size, out var value) ? value : null,
        points => Change("declines with the batch size", points[0], points[^1], change => change < 0))
    {
        Reason = "the paper says neither how many initialisations nor which images it takes at this batch size; ours approaches the correlation of the number of distinct neurons, 0.62",
        Notes = ["Ψ is at most 2 to the power of the batch size, and at most the number of distinct neurons: small batches distinguish networks by their patterns, large ones by their neurons."],
    };

    public static AblationFigure TransformerBatchSize { get; } = new(
        "fig11", "Figure 11: batch size, Transformers", "flexibert", "batch size",
        run => run.AblateTransformersAsync(new AblationGrid { Data = [run.ImagesOf("flexibert-faithful", "glue")], BatchSizes = BatchSizes }),
        point => point.Setting.BatchSize,
        _ => PublishedNumbers.FlexiBert,
        points => Change("flat from 32 samples on", points.First(point => point.Setting.BatchSize == 32), points[^1], change => Math.Abs(change) < 0.05))
    {
        Reason = "there are at most 2⁸ patterns over 8 samples and 2¹⁶ over 16, and every encoder shows nearly all of them; the published code ignores the batch size for Transformers and always takes 128",
        Notes =
        [
            "The published curve is flat because the published code takes 128 texts whatever batch size is asked for. Taken at its word, the score cannot distinguish encoders by 8 samples: Ψ ≤ 2⁸ = 256, which all of them come near. With 16 samples it can while the texts are so short that there are not many more neurons than 2¹⁶ patterns. From 32 samples on the curve is flat.",
        ],
    };

    public static AblationFigure ImageSide { get; } = new(
        "fig13", "Figure 13: side of the image", "darts", "side of the image",
        run => run.AblateDartsAsync(new AblationGrid { Data = [run.ImagesOf("darts", "cifar10")], Sides = Sides }),
        point => point.Setting.Side!.Value,
        _ => null,
        points => Change("rises with the side", points[0], points[^1], change => change > 0))
    {
        Notes =
        [
            "Images are resized with an antialiasing filter; batch size 16. The rise begins at side 4; why side 3 does better than 4 is not known, and it is so with noise too.",
        ],
    };

    public static AblationFigure NoiseSide { get; } = new(
        "fig14", "Figure 14: side of Gaussian noise", "darts", "side of the noise",
        run => run.AblateDartsAsync(new AblationGrid { Data = [DataSource.GaussianNoise], Sides = Sides }),
        point => point.Setting.Side!.Value,
        _ => null,
        points => Change("falls with the side", points.MaxBy(point => point.Spearman["swap"].Mean)!, points[^1], change => change < 0))
    {
        Notes = ["Every seed draws noise of its own; batch size 16."],
    };

    public string Name { get; }

    public string Title { get; }

    public IReadOnlyList<string> Needs { get; }

    private string? Reason { get; init; }

    private IReadOnlyList<string> Notes { get; init; } = [];

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var points = await _run(run).ConfigureAwait(false);
        var published = points.Select(point => (X: _varied(point), Y: _published(_varied(point)))).Where(one => one.Y is not null).ToList();
        return new ArtefactReport
        {
            Comparisons =
            [
                _claim(points),
                .. points.Where(point => _published(_varied(point)) is not null).Select(point => Compared(point, run.Settings.IsQuick)),
            ],
            Charts =
            [
                (Name, new LineChart
                {
                    Title = $"Spearman of SWAP-Score by {_axis}, {StudyAxes.Networks(points[0].Architectures)}",
                    Subtitle = $"{(Swap(points[0]).Values.Count is > 1 and var seeds ? $"mean and standard error of {seeds} seeds" : "one seed")}",
                    XLabel = $"{_axis}, {(_axis == "batch size" ? "samples" : "pixels")}",
                    YLabel = "Spearman ρ",
                    IsXLogarithmic = true,
                    TicksAtValues = true,
                    Series =
                    [
                        new LineSeries("this run", [.. points.Select(point => new ChartPoint(_varied(point), Swap(point).Mean, Swap(point).StandardError))]),
                        .. published.Count > 0 ? (LineSeries[])[new LineSeries("paper", [.. published.Select(one => new ChartPoint(one.X, one.Y!.Value))]) { IsPublished = true }] : [],
                    ],
                    Footer = run.Footer(Name),
                }),
            ],
            Tables =
            [
                new Detail($"Spearman by {_axis}", "points", new Table(
                    [Column.Number(char.ToUpperInvariant(_axis[0]) + _axis[1..], "value"), Column.Number("Spearman", "spearman", "standardError"), Column.Number("Seeds", "seeds"), Column.Number("Networks", "networks")],
                    [.. points.Select(point => (ValueList<Cell>)[_varied(point), new SpreadCell(Swap(point).Mean, Swap(point).StandardError), Swap(point).Values.Count, point.Architectures])])),
            ],
            Notes = Notes,
        };
    }

    /// <summary>The batch sizes there are enough images for.</summary>
    private static int[] SizesFor(string images) =>
        images == DataSource.BuiltIn ? [.. BatchSizes.Where(size => size <= BuiltInImages.Natural32.Count)] : BatchSizes;

    private PublishedComparison Compared(AblationPoint point, bool isQuick) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_axis} {_varied(point)}"), _published(_varied(point)), Swap(point).Mean)
        {
            StandardError = Swap(point).StandardError,
            Reason = isQuick ? $"a quick run: a part of the networks, few initialisations; {Reason}" : Reason,
        };

    private static MetricScore Swap(AblationPoint point) => point.Spearman["swap"];

    private static PublishedComparison Change(string statement, AblationPoint from, AblationPoint to, Func<double, bool> holds)
    {
        var change = Swap(to).Mean - Swap(from).Mean;
        return new PublishedComparison("change of Spearman", null, change)
        {
            Statement = statement,
            Holds = holds(change),
            StandardError = Math.Sqrt(Math.Pow(Swap(to).StandardError, 2) + Math.Pow(Swap(from).StandardError, 2)),
            Reason = "not seen in this run",
        };
    }
}

using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Figures 2 and 3: the activation patterns of a small network, compared by sample (standard) and by neuron (sample-wise).</summary>
internal sealed class PatternFigure : IArtefact
{
    private const int Samples = 5;
    private const int Side = 4;
    private const string SignsName = "signs-of-the-figure";

    private readonly bool _comparesNeurons;
    private readonly string _metric;
    private readonly string _subject;

    private PatternFigure(string name, string title, bool comparesNeurons, string metric, string subject) =>
        (Name, Title, _comparesNeurons, _metric, _subject) = (name, title, comparesNeurons, metric, subject);

    public static PatternFigure Standard { get; } = new("fig2", "Figure 2: standard activation patterns of a small network", comparesNeurons: false, "standard-patterns", "Standard activation patterns");

    public static PatternFigure SampleWise { get; } = new("fig3", "Figure 3: sample-wise activation patterns of a small network", comparesNeurons: true, "swap", "Sample-wise activation patterns");

    public string Name { get; }

    public string Title { get; }

    public IReadOnlyList<string> Needs => [];

    public bool UsesData => false;

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var network = Network();
        var batch = BuiltInImages.Natural32.Resize(Side).ToBatch(0, Samples);
        var signs = new SignMeasure();
        var description = new MetricDescription(SignsName, "Signs of all activations, kept.", MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "this figure");
        await using var scorer = new Scorer(new ScorerOptions
        {
            Evaluation = new EvaluationOptions { Metrics = [_metric, SignsName], Repeats = 1, Seed = run.Settings.Seed },
            Samples = batch,
            Catalog = MetricCatalog.Standard.With(Metric.FromMeasure(description, signs)),
        });
        var score = await scorer.ScoreAsync(network).ConfigureAwait(false);
        var counted = score.Result.Metrics[_metric].Mean;
        var grid = new PatternGrid
        {
            Title = $"{_subject} of {Samples} images in {signs.Layers.Sum(layer => layer.Neurons)} neurons",
            Subtitle = "two convolutions with ReLU, weights drawn N(0, 1)",
            Active = signs.Rows(Samples),
            ComparesNeurons = _comparesNeurons,
            LayerStarts = [.. signs.LayerStarts],
            Footer = run.Footer(Name, $"{batch.Source} ({batch.Fingerprint})"),
        };
        return new ArtefactReport
        {
            Comparisons =
            [
                new PublishedComparison("patterns, as the engine counts them", null, counted)
                {
                    Statement = _comparesNeurons ? "at most one per neuron" : "at most one per sample",
                    Holds = counted == grid.Distinct && counted <= (_comparesNeurons ? grid.Active[0].Count : Samples),
                    Reason = $"the drawing shows {grid.Distinct} different ones",
                },
            ],
            Charts = [(Name, grid)],
            Tables = grid.Distinct < grid.Repeated.Count ? [new Detail("Patterns that repeat an earlier one", "repeated", Repeats(grid))] : [],
            Notes =
            [
                _comparesNeurons
                    ? "The matrix is that of Figure 2, read by columns: each neuron has a pattern over the samples. The score counts those that differ; a larger network has more neurons, and so room for more."
                    : "Each sample has a pattern over all neurons. Their number is at most that of the samples, whatever the network: it soon says nothing more.",
            ],
        };
    }

    private Table Repeats(PatternGrid grid) => new(
        [Column.Number(_comparesNeurons ? "Neuron" : "Sample", "number"), Column.Number("Repeats", "repeats")],
        [.. grid.Repeated.Index().Where(pattern => pattern.Item is not null).Select(pattern => (ValueList<Cell>)[pattern.Index + 1, pattern.Item!.Value + 1])]);

    private static Network Network()
    {
        var builder = new NetworkBuilder("small");
        var first = builder.Relu(builder.Convolution(builder.Input(new Shape(3, Side, Side)), 2, 3, stride: 2, padding: 1));
        return builder.Build(builder.Relu(builder.Convolution(first, 8, 2)));
    }

    /// <summary>Keeps which neurons are active for which samples.</summary>
    private sealed class SignMeasure : IForwardMeasure
    {
        private readonly List<(int Neurons, bool[][] Active)> _layers = [];

        public IReadOnlyList<(int Neurons, bool[][] Active)> Layers => _layers;

        public IEnumerable<int> LayerStarts => _layers.Select((_, layer) => _layers.Take(layer).Sum(one => one.Neurons));

        public Func<Node, bool> Observed(Network network) => node => node.Operation.Signs != SignRange.None;

        public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(_layers);

        public ValueList<ValueList<bool>> Rows(int samples) =>
            [.. Enumerable.Range(0, samples).Select(sample => (ValueList<bool>)[.. _layers.SelectMany(layer => layer.Active[sample])])];

        private sealed class Observer(List<(int Neurons, bool[][] Active)> layers) : IRepeatObserver
        {
            public void Observe(in Activation activation)
            {
                var active = new bool[activation.Samples][];
                for (var sample = 0; sample < active.Length; sample++)
                {
                    var values = activation.Sample(sample);
                    active[sample] = new bool[values.Length];
                    for (var neuron = 0; neuron < values.Length; neuron++)
                        active[sample][neuron] = values[neuron] > 0;
                }

                layers.Add((activation.Neurons, active));
            }

            public double Finish() => layers.Count;
        }
    }
}

using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Activations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;

namespace SwapScore.Onnx.Running;

/// <summary>A model made ready for some samples: what is observed, how it is cut, and the network that stands for it.</summary>
internal sealed class PreparedModel
{
    // Working memory of a run is a few times its largest value.
    private const int ValuesAtOnce = 6;

    // Working memory a run may take, in segments.
    private const int RunSegments = 24;

    private PreparedModel(
        ModelGraph graph,
        IReadOnlyDictionary<string, Weight> weights,
        Network network,
        IReadOnlyList<ObservedActivation> activations,
        IReadOnlyDictionary<string, long> sampleBytes,
        int group,
        IReadOnlyList<string> notes) =>
        (Graph, Weights, Network, Activations, SampleBytes, GroupSize, Notes) = (graph, weights, network, activations, sampleBytes, group, notes);

    /// <summary>The graph as it is run.</summary>
    public ModelGraph Graph { get; }

    /// <summary>Its weights.</summary>
    public IReadOnlyDictionary<string, Weight> Weights { get; }

    /// <summary>Bytes of its weights.</summary>
    public long WeightBytes => Weights.Values.Sum(weight => TensorValues.Bytes(weight.Constant));

    /// <summary>What stands for the model where metrics ask for a network: its activations, parameters and multiply-adds.</summary>
    public Network Network { get; }

    /// <summary>What is observed, equal activations once, in the order of computation.</summary>
    public IReadOnlyList<ObservedActivation> Activations { get; }

    /// <summary>Bytes a value takes for one sample, by name, as far as dimensions are known.</summary>
    public IReadOnlyDictionary<string, long> SampleBytes { get; }

    /// <summary>Samples that are run at a time.</summary>
    public int GroupSize { get; }

    /// <summary>Whether something keeps the size of its values in bounds.</summary>
    public bool IsNormalized => Weights.Values.Any(weight => weight.Role == WeightRole.Scale) || Graph.Nodes.Any(node => node.OpType.Contains("Normalization", StringComparison.Ordinal));

    /// <summary>What a user should know: activations that cannot be observed, and why.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>How its weights are drawn.</summary>
    /// <param name="initialization">As asked for.</param>
    public WeightInitialization Settle(WeightInitialization initialization) => initialization != WeightInitialization.Auto ? initialization
        : IsNormalized ? WeightInitialization.Gaussian : WeightInitialization.Kaiming;

    /// <exception cref="InputException">The model cannot be run or holds nothing to observe.</exception>
    public static PreparedModel Of(OnnxModel model, ModelSamples samples, OnnxScoringOptions options)
    {
        var found = ActivationFinder.Find(model.Graph).Where(activation => !options.PublishedActivationsOnly || activation.Kind.IsPublished).ToList();
        var leftAlone = ActivationFinder.LeftAlone(model.Graph);
        if (found.Count == 0)
            throw new InputException($"it holds no activation that is observed{string.Concat(ActivationFinder.PassedOverBy(model.Graph).Append(leftAlone).OfType<string>().Select(other => $"; {other}"))}");

        var outputs = found.Select(activation => activation.Output).ToList();
        var (graph, fixedBatch) = BatchChoice.Of(model, samples, outputs);
        var one = ShapeProbe.Of(graph, samples, fixedBatch ?? 1, outputs);
        var two = fixedBatch is null ? ShapeProbe.Of(graph, samples, 2, outputs) : one;
        List<string> notes = [.. new[] { leftAlone }.OfType<string>()];
        var network = new StandIn(
            model.Name,
            model.Parameters,
            MultiplyAdds.Of(graph, one) / (fixedBatch ?? 1));
        foreach (var activation in found)
        {
            var (shape, twice) = (one[activation.Output], two[activation.Output]);
            if ((fixedBatch is { } batch ? SampleLayout.Fixed(shape, batch) : SampleLayout.Between(shape, twice)) is not { Neurons: > 0 } layout)
                notes.Add($"{activation.Label} is not observed: {string.Join('×', shape)} does not grow with the number of samples");
            else if (layout.Neurons > int.MaxValue)
                throw new InputException($"{activation.Label} has {layout.Neurons} values, too many");
            else
                network.Add(activation, layout, shape);
        }

        if (network.Observed.Count == 0) throw new InputException($"nothing can be observed: {notes[^1]}");
        var hasBatchNorm = options.Normalization == NormalizationMode.Batch && graph.Nodes.Any(node => node.Is("BatchNormalization"));
        if (hasBatchNorm && fixedBatch is { } held && held != samples.Size)
            throw new InputException(
                $"its batch is fixed at {held} and cannot be freed, but batch normalisation needs all {samples.Size} samples together",
                new Remedy.UseStoredStatistics("export it with a dynamic batch"));
        var run = BatchStatistics.Apply(graph, options.Normalization, one);
        var bytes = one.Where(pair => !graph.Constants.ContainsKey(pair.Key))
            .ToDictionary(pair => pair.Key, pair => TensorValues.Count(pair.Value)!.Value * sizeof(float) / (fixedBatch ?? 1));
        var most = (int)Math.Clamp(RunSegments * options.SegmentBytes / ValuesAtOnce / Math.Max(1, bytes.Values.Max()), 1, samples.Size);
        var group = fixedBatch ?? (hasBatchNorm ? samples.Size : EvenGroup(samples.Size, most));
        return new PreparedModel(run, model.Weights, network.Build(), network.Observed, bytes, group, notes);
    }

    /// <summary>The size of the fewest groups that hold all samples, none larger than allowed: the last one is filled up, so it should lack little.</summary>
    private static int EvenGroup(int samples, int most)
    {
        var groups = (samples + most - 1) / most;
        return (samples + groups - 1) / groups;
    }

    /// <summary>Builds the network that stands for a model.</summary>
    private sealed class StandIn
    {
        private readonly NetworkBuilder _builder;
        private readonly Node _whole;
        private readonly Dictionary<string, Node> _sources = [];
        private readonly Dictionary<(ActivationKind, string, string), int> _places = [];
        private Node _last;

        public StandIn(string name, long parameters, long multiplyAdds)
        {
            _builder = new NetworkBuilder(name);
            var input = _builder.Input(Shape.Vector(1));
            _last = _whole = _builder.Add(new Foreign(name, Shape.Vector(1), parameters, multiplyAdds), [input], "model");
        }

        public List<ObservedActivation> Observed { get; } = [];

        public void Add(FoundActivation activation, SampleLayout layout, long[] shape)
        {
            var key = (activation.Kind, activation.Source, activation.Settings);
            if (!_sources.TryGetValue(activation.Source, out var source))
                _sources[activation.Source] = source = _builder.Add(new Foreign(activation.Source, Sample(layout, shape)), [_whole], $"input of {activation.Label}");
            var kind = activation.Kind;
            _last = _builder.Add(
                new ForeignActivation(kind.Name, activation.Settings, kind.Signs, kind.IsRectifier), [source], activation.Label);
            if (_places.TryGetValue(key, out var place))
            {
                Observed[place] = Observed[place] with { Multiplicity = Observed[place].Multiplicity + 1 };
                return;
            }

            _places[key] = Observed.Count;
            Observed.Add(new ObservedActivation(activation, layout, _last, 1));
        }

        public Network Build() => _builder.Build(_last);

        /// <summary>The dimensions after the batch, where there are any; their order is that of the model.</summary>
        private static Shape Sample(SampleLayout layout, long[] shape)
        {
            if (shape.Length < 3 || layout.Outer != 1 || shape[1] == 0) return Shape.Vector((int)layout.Neurons);
            var (channels, rows) = (shape[1], shape.Length > 3 ? shape[2] : 1);
            return layout.Neurons % (channels * rows) == 0
                ? new Shape((int)channels, (int)rows, (int)(layout.Neurons / channels / rows))
                : Shape.Vector((int)layout.Neurons);
        }
    }
}

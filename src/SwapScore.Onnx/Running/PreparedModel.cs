using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Onnx.Activations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Models;
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

    /// <summary>The model, with the dimension of each input that is taken for that of the samples.</summary>
    public required OnnxModel Model { get; init; }

    /// <summary>The samples the model is fed.</summary>
    public required ModelSamples Samples { get; init; }

    /// <summary>Whether trained numbers of the file remain although weights are drawn.</summary>
    public required bool KeepsTrainedNumbers { get; init; }

    /// <summary>Where the samples lie in observed values, by node of the network, in words.</summary>
    public required IReadOnlyDictionary<Node, string> Places { get; init; }

    /// <summary>The graph as it is run.</summary>
    public ModelGraph Graph { get; }

    /// <summary>The weights of the model by name.</summary>
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
    /// <param name="initialization">The initialisation that was requested.</param>
    public WeightInitialization Settle(WeightInitialization initialization) => initialization != WeightInitialization.Auto ? initialization
        : IsNormalized ? WeightInitialization.Gaussian : WeightInitialization.Kaiming;

    /// <summary>Prepares a model for metrics of activation functions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">The samples the model is fed.</param>
    /// <param name="options">How it is scored.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">The model cannot be run or holds nothing to observe.</exception>
    public static PreparedModel Create(OnnxModel model, SampleSource source, OnnxScoringOptions options, CancellationToken cancellation = default) =>
        Create(model, source, options, [], cancellation);

    /// <summary>Prepares a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">The samples the model is fed.</param>
    /// <param name="options">How it is scored.</param>
    /// <param name="measures">What is measured. Values between activations are observed only where one of these needs them.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">The model cannot be run or holds nothing to observe.</exception>
    public static PreparedModel Create(OnnxModel model, SampleSource source, OnnxScoringOptions options, IReadOnlyList<IForwardMeasure> measures, CancellationToken cancellation) =>
        Create(model, observed => PlacementSearch.Find(model, source, observed, options, cancellation), options, measures);

    /// <summary>Prepares a model for other samples than those its reading was proven with.</summary>
    /// <param name="reading">The model under that reading.</param>
    /// <param name="samples">The samples the model is fed.</param>
    /// <param name="options">How it is scored.</param>
    /// <param name="measures">What is measured.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">The model cannot be run or holds nothing to observe.</exception>
    public static PreparedModel Create(OnnxModel reading, ModelSamples samples, OnnxScoringOptions options, IReadOnlyList<IForwardMeasure> measures, CancellationToken cancellation) =>
        Create(reading, observed => PlacementSearch.Find(reading, samples, observed, options, cancellation), options, measures);

    private static PreparedModel Create(
        OnnxModel model, Func<IReadOnlyList<string>, (OnnxModel Model, ModelSamples Samples, Placement Placement)> place, OnnxScoringOptions options, IReadOnlyList<IForwardMeasure> measures)
    {
        var seesInner = measures.Any(measure => measure.Requirements.HasFlag(MetricRequirements.InnerValues));
        var found = ActivationFinder.Find(model.Graph).Where(activation => !options.PublishedActivationsOnly || activation.Kind.IsPublished).ToList();
        var leftAlone = ActivationFinder.LeftAlone(model.Graph);
        if (found.Count == 0)
            throw new InputException($"it holds no activation that is observed{string.Concat(ActivationFinder.PassedOverBy(model.Graph).Append(leftAlone).OfType<string>().Select(other => $"; {other}"))}");

        var outputs = found.Select(activation => activation.Output).ToList();
        Refusals.Require(seesInner ? model.Graph.Nodes : model.Graph.Needed(outputs), model.Graph, options.Initialization);
        var (reading, samples, placement) = place(outputs);
        var (graph, fixedBatch, one) = (placement.Graph, placement.Batch, placement.Shapes);
        List<string> notes = [.. new[] { leftAlone }.OfType<string>()];
        var remaining = options.Initialization == WeightInitialization.Keep ? [] : RemainingNumbers.Find(model.Graph, model.Weights, outputs);
        if (remaining.Count > 0)
            notes.Add($"trained numbers remain in its score: it is not known what {string.Join(", ", remaining.Take(3))}{(remaining.Count > 3 ? $" and {remaining.Count - 3} more constants are" : remaining.Count == 1 ? " is" : " are")} for");
        if (placement.MixesSamples) notes.Add("its samples influence each other: values of one depend on the others of the batch");
        var network = new StandIn(
            model.Name,
            model.Parameters,
            model.EmbeddingParameters,
            MultiplyAdds.Count(graph, one) / (fixedBatch ?? 1),
            MultiplyAdds.CountPerChannel(graph, one) / (fixedBatch ?? 1));
        var inner = seesInner ? new InnerValues(graph, placement) : null;
        var places = new Dictionary<Node, string>();
        foreach (var activation in found)
        {
            inner?.AddBefore(activation.Output, network);
            var shape = one[activation.Output];
            var isPlaced = placement.Layouts.TryGetValue(activation.Output, out var layout);

            // Empty for this sample, but perhaps not for others.
            if (isPlaced && layout.Neurons == 0 && fixedBatch == 1) throw Refusals.VaryingLength(activation.Label);
            if (!isPlaced || layout.Neurons == 0)
                notes.Add($"{activation.Label} is not observed: {string.Join('×', shape)} does not grow with the number of samples");
            else if (layout.Neurons > int.MaxValue)
                throw new InputException($"{activation.Label} has {layout.Neurons} values, too many");
            else
                places[network.Add(activation, layout, shape)] = fixedBatch == 1 ? "run one at a time" : layout.Describe(shape, fixedBatch ?? 1, placement.GrowingAxis(activation.Output));
        }

        inner?.AddBefore(null, network);
        if (network.Observed.Count == 0) throw new InputException($"nothing can be observed: {notes[^1]}");
        var hasBatchNorm = options.Normalization == NormalizationMode.Batch && graph.Nodes.Any(node => node.Is("BatchNormalization"));
        if (hasBatchNorm && fixedBatch is { } held && held != samples.Size)
            throw new InputException(
                $"its batch is fixed at {held} and cannot be freed, but batch normalisation needs all {samples.Size} samples together",
                Remedy.UseStoredStatistics("export it with a dynamic batch"));
        var run = BatchStatistics.Apply(graph, options.Normalization, one);
        var bytes = one.Where(pair => !graph.Constants.ContainsKey(pair.Key))
            .ToDictionary(pair => pair.Key, pair => TensorValues.Count(pair.Value)!.Value * sizeof(float) / (fixedBatch ?? 1));
        var most = (int)Math.Clamp(RunSegments * options.SegmentBytes / ValuesAtOnce / Math.Max(1, bytes.Values.Max()), 1, samples.Size);
        var group = fixedBatch ?? (hasBatchNorm || placement.MixesSamples ? samples.Size : EvenGroup(samples.Size, most));
        var built = network.Build();
        return new PreparedModel(run, model.Weights, built, seesInner ? Wanted(built, network.Observed, measures) : network.Observed, bytes, group, notes)
        {
            Model = reading,
            Samples = samples,
            Places = places,
            KeepsTrainedNumbers = remaining.Count > 0,
        };
    }

    /// <summary>What the measures want of all that could be observed.</summary>
    private static List<ObservedActivation> Wanted(Network network, IEnumerable<ObservedActivation> observed, IEnumerable<IForwardMeasure> measures)
    {
        var wants = measures.Select(measure => measure.Observed(network)).ToList();
        List<ObservedActivation> wanted = [.. observed.Where(one => wants.Exists(want => want(one.Node)))];
        return wanted.Count > 0 ? wanted
            : throw new InputException("none of the values that are needed can be observed", Remedy.UseStoredStatistics("where batch normalisation mixes samples, score a model exported in inference mode"));
    }

    /// <summary>The size of the fewest groups that hold all samples, none larger than allowed: the last one is filled up, so it should lack little.</summary>
    private static int EvenGroup(int samples, int most)
    {
        var groups = (samples + most - 1) / most;
        return (samples + groups - 1) / groups;
    }
}

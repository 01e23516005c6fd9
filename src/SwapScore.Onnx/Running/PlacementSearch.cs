using SwapScore.Engine;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Finds how samples run through a model and where they lie in what is observed. It takes the first reading of the inputs' dimensions under which every
/// sample has the values it has alone; then one under which values change places with the samples; and otherwise runs one sample at a time.
/// </summary>
internal sealed class PlacementSearch
{
    // Samples a model may insist on: they are run together several times to find out where they lie.
    private const int MaximumBatch = 4096;

    private readonly OnnxModel _model;
    private readonly IReadOnlyList<string> _observed;
    private readonly ProbeRun _run;

    private readonly CancellationToken _cancellation;

    // Why a model of a fixed batch cannot be run at all.
    private InputException? _fault;

    // Why a model of a fixed batch cannot be run with another number of samples.
    private string _refusal = "which part of its values belongs to which sample cannot be found out";

    private readonly bool _needsBatch;

    private PlacementSearch(OnnxModel model, IReadOnlyList<string> observed, OnnxScoringOptions options, CancellationToken cancellation)
    {
        (_model, _observed, _run, _cancellation) = (model, observed, new ProbeRun(model.Weights, options.Threads, cancellation), cancellation);
        _needsBatch = options.Normalization == NormalizationMode.Batch && model.Graph.Nodes.Any(node => node.Is("BatchNormalization"));
    }

    /// <summary>The model under the reading that is proven, its samples, and their place.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">Gives samples for a reading.</param>
    /// <param name="observed">Names of the values that are observed.</param>
    /// <param name="options">How the model is scored.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="SwapScoreException">The samples do not suit the model, it cannot be run, or its samples cannot be told apart.</exception>
    public static (OnnxModel Model, ModelSamples Samples, Placement Placement) Find(
        OnnxModel model, SampleSource source, IReadOnlyList<string> observed, OnnxScoringOptions options, CancellationToken cancellation = default) =>
        new PlacementSearch(model, observed, options, cancellation).Find(model.Readings.Select(reading => (reading, (Func<ModelSamples>)(() => source.For(reading)))));

    /// <summary>The place of samples under one reading.</summary>
    /// <param name="reading">The model under the reading.</param>
    /// <param name="samples">The samples the model is fed.</param>
    /// <param name="observed">Names of the values that are observed.</param>
    /// <param name="options">How the model is scored.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="SwapScoreException">It cannot be run, or its samples cannot be told apart.</exception>
    public static (OnnxModel Model, ModelSamples Samples, Placement Placement) Find(
        OnnxModel reading, ModelSamples samples, IReadOnlyList<string> observed, OnnxScoringOptions options, CancellationToken cancellation = default) =>
        new PlacementSearch(reading, observed, options, cancellation).Find([(reading, () => samples)]);

    private (OnnxModel, ModelSamples, Placement) Find(IEnumerable<(OnnxModel Model, Func<ModelSamples> Samples)> candidates)
    {
        SwapScoreException? refused = null;
        var readings = new List<(OnnxModel Model, ModelSamples Samples)>();
        foreach (var (reading, samplesOf) in candidates)
        {
            try
            {
                readings.Add((reading, samplesOf()));
            }
            catch (SwapScoreException fault)
            {
                refused ??= fault;
                continue;
            }

            if (FixedBatch(reading, readings[^1].Samples) is > MaximumBatch and var batch)
            {
                refused ??= new InputException($"its batch is fixed at {batch}, more than {MaximumBatch} samples", "export it with a batch of any size, or of 1");

                // A single row of numbers has no dimension for samples.
                if (reading.Inputs.Any(input => input.Dimensions.Count > 1)) throw refused;
                readings.RemoveAt(readings.Count - 1);
                continue;
            }

            if (Try(readings[^1], isAlone: true) is { } placement) return placement;
        }

        // A model for one sample has no samples that influence each other: what changes places in it are its steps.
        var single = readings.FindIndex(reading => FixedBatch(reading.Model, reading.Samples) == 1);
        if (single >= 0 && !_needsBatch && !readings.Exists(reading => HasBatch(reading.Samples) && FixedBatch(reading.Model, reading.Samples) is null))
            return (readings[single].Model, readings[single].Samples, OneAtATime(readings[single].Samples));

        foreach (var reading in readings)
            if (Try(reading, isAlone: false) is { } placement)
                return placement;
        foreach (var (reading, samples) in readings.Where(reading => FixedBatch(reading.Model, reading.Samples) is null or 1 && (refused is null || reading.Samples.Tensors.Any(tensor => tensor.HasSamples))))
            try
            {
                return (reading, samples, OneAtATime(samples));
            }
            catch (InputException fault) when (fault.Remedy is null && FreeDimensions(reading) is { Length: > 0 } free)
            {
                throw new InputException(fault.Message, Remedy.GiveSizes(free), fault);
            }

        var insisting = readings.FindIndex(reading => FixedBatch(reading.Model, reading.Samples) > 1);
        throw insisting < 0 ? refused! : _fault ?? new InputException(
            $"its batch is fixed at {FixedBatch(readings[insisting].Model, readings[insisting].Samples)}, and {_refusal}",
            "export it with a batch of any size, or of 1");
    }

    /// <summary>Names of the dimensions, beside that of the samples, whose sizes a model leaves open.</summary>
    private static string FreeDimensions(OnnxModel model) => string.Join(", ", model.Inputs.SelectMany(input => input.Dimensions.Index()
        .Where(dimension => dimension.Item < 0 && dimension.Index != input.SampleDimension)
        .Select(dimension => PrintableText.Brief(input.DimensionNames[dimension.Index] is { Length: > 0 } name ? name : $"{input.Name}:{dimension.Index}"))).Distinct());

    private (OnnxModel, ModelSamples, Placement)? Try((OnnxModel Model, ModelSamples Samples) reading, bool isAlone)
    {
        if (!HasBatch(reading.Samples)) return null;
        if (SampleCourses.Any(_model.Graph.Needed(_observed), DependentValues(reading.Samples)))
        {
            // Together they take the course of the batch, which is right only where statistics of the batch are asked for anyway.
            _refusal = "which branch it takes, or how often a loop goes round, depends on the sample";
            if (isAlone || !_needsBatch) return null;
        }

        try
        {
            var placement = FixedBatch(reading.Model, reading.Samples) is { } batch ? OfFixedBatch(reading.Samples, batch, isAlone) : OfFreeBatch(_model.Graph, _model.Graph, reading.Samples, isAlone);
            return placement is null ? null : (reading.Model, reading.Samples, placement);
        }
        catch (InputException fault) when (fault.InnerException is not TimeoutException)
        {
            // It cannot be run with another number of samples, or not even with its own.
            if (FixedBatch(reading.Model, reading.Samples) > 1) _fault ??= fault;
            return null;
        }
    }

    private static bool HasBatch(ModelSamples samples) => samples.Tensors.Any(tensor => tensor.BatchAxis >= 0);

    private static int? FixedBatch(OnnxModel model, ModelSamples samples)
    {
        var batch = model.Inputs.Zip(samples.Tensors).Where(pair => pair.Second.BatchAxis >= 0 && pair.First.IsRanked)
            .Select(pair => pair.First.Dimensions[pair.Second.BatchAxis]).DefaultIfEmpty(-1).Max();
        return batch > 0 ? (int)batch : null;
    }

    private Placement? OfFixedBatch(ModelSamples samples, int batch, bool isAlone)
    {
        // Samples of a model for one cannot influence each other: where they do, it was freed wrongly.
        if (batch == 1 && !isAlone && !_needsBatch) return null;
        if (batch != samples.Size)
            foreach (var freed in FreeBatch.Ways(_model.Graph, batch))
                try
                {
                    if (OfFreeBatch(freed, batch == 1 ? _model.Graph : freed, samples, isAlone, isProbed: true) is not { } free) continue;
                    if (batch == 1 || new LayoutProof(_run, samples).IsSame(_model.Graph, batch, freed, free.Layouts, isAlone)) return free;
                }
                catch (InputException fault) when (fault.InnerException is not TimeoutException)
                {
                    // This way it cannot be run.
                }

        if (batch == 1) return samples.Size == 1 ? OneAtATime(samples) : null;
        var shapes = ShapeProbe.Find(_model.Graph, samples, batch, _observed, _cancellation);
        var dependent = Dependent(samples);
        var quick = new OutermostSamples(_model.Graph, Fed(samples), Shared(samples), shapes, value => shapes.GetValueOrDefault(value) is [var first, ..] && first > 0 && first % batch == 0);
        var possible = dependent.ToDictionary(value => value, value => SampleLayout.Possible(shapes[value], batch).ToList());
        var layouts = dependent.All(quick.Has)
            ? possible.ToDictionary(pair => pair.Key, pair => pair.Value[0])
            : isAlone ? null : new LayoutProof(_run, samples).Fixed(_model.Graph, batch, possible);
        if (layouts is null) return null;
        var mixes = !dependent.All(quick.Has) && !new LayoutProof(_run, samples).IsIndependent(_model.Graph, batch, layouts);
        if (!mixes || batch == samples.Size) return new Placement(_model.Graph, batch, layouts, shapes) { MixesSamples = mixes, IsOutermost = quick.Has };
        _refusal = $"its samples influence each other, so that {samples.Size} cannot be run in groups";
        return null;
    }

    /// <summary>The placement in a graph that takes any number of samples; null where it cannot be proven.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="original">The graph that says what values a sample has alone.</param>
    /// <param name="samples">The samples the model is fed.</param>
    /// <param name="isAlone">Whether samples must not influence each other.</param>
    /// <param name="isProbed">Whether the graph has to be run to be believed.</param>
    private Placement? OfFreeBatch(ModelGraph graph, ModelGraph original, ModelSamples samples, bool isAlone, bool isProbed = false)
    {
        var one = ShapeProbe.Find(graph, samples, 1, _observed, _cancellation);
        var two = ShapeProbe.Find(graph, samples, 2, _observed, _cancellation);
        var dependent = Dependent(samples);
        var possible = _observed.Distinct().Where(value => !one[value].SequenceEqual(two[value])).ToDictionary(value => value, value => SampleLayout.Possible(one[value], two[value]).ToList());
        if (dependent.Any(value => !possible.ContainsKey(value)) || possible.Values.Any(layouts => layouts.Count == 0)) return null;
        var quick = Quick(graph, samples, one, two);
        if (!isProbed && isAlone)
        {
            // Where dimensions on the way follow from values, they are known after a run.
            string[] way = [.. _observed, .. graph.Needed(_observed).SelectMany(node => node.Output).Where(output => output.Length > 0)];
            if (!possible.Keys.All(quick.Has) && way.Any(value => !two.ContainsKey(value)))
                quick = Quick(graph, samples, ShapeProbe.Find(graph, samples, 1, way, _cancellation), ShapeProbe.Find(graph, samples, 2, way, _cancellation));
            if (possible.Keys.All(quick.Has)) return Placed(possible.ToDictionary(pair => pair.Key, pair => pair.Value[0]));
        }


        var proof = new LayoutProof(_run, samples);
        return (isAlone ? proof.Alone(graph, original, possible) : proof.Together(graph, possible)) is { } layouts ? Placed(layouts) : null;

        Placement Placed(Dictionary<string, SampleLayout> layouts) => new(graph, null, layouts, one) { MixesSamples = !isAlone, IsOutermost = quick.Has, GrowingAxis = value => SampleLayout.GrowingAxis(one[value], two[value]) };
    }

    private static OutermostSamples Quick(ModelGraph graph, ModelSamples samples, IReadOnlyDictionary<string, long[]> one, IReadOnlyDictionary<string, long[]> two) => new(
        graph, Fed(samples), Shared(samples), two,
        value => one.GetValueOrDefault(value) is [var first, ..] && two.GetValueOrDefault(value) is [var second, ..] && first > 0 && second == 2 * first);

    private Placement OneAtATime(ModelSamples samples)
    {
        var shapes = ShapeProbe.Find(_model.Graph, samples, 1, _observed, _cancellation);
        return new Placement(_model.Graph, 1, Dependent(samples).ToDictionary(value => value, value => SampleLayout.Whole(shapes[value])), shapes) { IsOutermost = _ => true };
    }

    private static IEnumerable<string> Fed(ModelSamples samples) => samples.Tensors.Where(tensor => tensor.BatchAxis == 0).Select(tensor => tensor.Name);

    private static IEnumerable<string> Shared(ModelSamples samples) => samples.Tensors.Where(tensor => !tensor.HasSamples).Select(tensor => tensor.Name);

    /// <summary>The observed values that depend on the numbers of samples, rather than on how many there are alone.</summary>
    private List<string> Dependent(ModelSamples samples)
    {
        var dependent = DependentValues(samples);
        return [.. _observed.Distinct().Where(dependent.Contains)];
    }

    private HashSet<string> DependentValues(ModelSamples samples)
    {
        var dependent = samples.Tensors.Where(tensor => tensor.HasSamples).Select(tensor => tensor.Name).ToHashSet();
        foreach (var node in _model.Graph.Nodes.Where(node => node.OpType is not ("Shape" or "Size") && ModelGraph.Reads(node).Any(dependent.Contains))) dependent.UnionWith(node.Output);
        return dependent;
    }
}

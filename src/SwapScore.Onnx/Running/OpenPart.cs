using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Running;

/// <summary>
/// A part of a model that is opened once and run with the weights of every repeat: they are inputs. Filters of convolutions are inputs of what ONNX Runtime
/// makes of the part when it takes them for constants, in the order its fast convolutions need them.
/// </summary>
internal sealed class OpenPart : IDisposable
{
    private readonly InferenceSession _session;
    private readonly Segment _segment;
    private readonly WeightDraw _draw;
    private readonly IReadOnlyList<FedWeight> _weights;
    private readonly IReadOnlyList<string> _inputs;

    private OpenPart(InferenceSession session, Segment segment, WeightDraw draw, IReadOnlyList<FedWeight> weights)
    {
        (_session, _segment, _draw, _weights) = (session, segment, draw, weights);
        _inputs = [.. segment.Inputs, .. weights.Select(weight => weight.Name)];
    }

    /// <summary>Opens a part.</summary>
    /// <param name="graph">The graph it is of.</param>
    /// <param name="segment">The part.</param>
    /// <param name="inputs">What it is fed beside weights.</param>
    /// <param name="draw">Says which weights are drawn, and draws them.</param>
    /// <param name="only">The only repeat it is opened for, whose filters can be constants; null for any number of repeats.</param>
    /// <param name="threads">Threads of a run.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    /// <exception cref="InputException">ONNX Runtime refuses it.</exception>
    public static OpenPart Open(
        ModelGraph graph, Segment segment, IReadOnlyList<ValueInfoProto> inputs, WeightDraw draw, RandomKey? only, int threads, CancellationToken cancellation = default)
    {
        var constants = segment.Constants.Select(name => graph.Constants[name]).ToList();
        var weights = constants.Where(constant => draw.IsFed(constant.Name)).ToList();
        var settled = constants.Where(constant => !draw.IsFed(constant.Name)).Select(constant => draw.Drawn(constant, default)).ToList();
        var filters = Filters(segment, weights);
        while (only is null && filters.Count > 0)
        {
            var marks = new WeightMarks(filters);
            var optimized = Runtime.Optimized(Model(marks.Marked(), folds: false), cancellation);
            var found = marks.Find(optimized.Graph);
            if (found.DistinctBy(one => one.Weight.Name).Count() < filters.Count)
            {
                // What the optimiser computed with is fed to it in the next try, so that it cannot.
                filters = [.. found.Select(one => one.Weight).DistinctBy(weight => weight.Name)];
                continue;
            }

            foreach (var (place, _, _) in found)
            {
                optimized.Graph.Initializer.Remove(place);
                optimized.Graph.Input.Add(PartialModel.Input(place.Name, place.DataType, place.Dims));
            }

            return new OpenPart(
                Runtime.Open(optimized, threads, cancellation), segment, draw, [.. Fed().Select(FedWeight.Create), .. found.Select(one => new FedWeight(one.Place, one.Weight, one.Order))]);
        }

        var model = Model(filters.Select(filter => draw.Drawn(filter, only ?? default)), folds: true);
        var bytes = model.Graph.Initializer.Sum(TensorValues.Bytes);
        return new OpenPart(Runtime.Open(model.ToByteArray(), bytes, threads, cancellation), segment, draw, [.. Fed().Select(FedWeight.Create)]);

        IEnumerable<TensorProto> Fed() => weights.Where(constant => filters.All(filter => filter.Name != constant.Name));

        ModelProto Model(IEnumerable<TensorProto> filterValues, bool folds) => PartialModel.Create(
            graph,
            segment.Nodes,
            [.. settled, .. filterValues],
            inputs.Concat(Fed().Select(constant => PartialModel.Input(constant.Name, constant.DataType, constant.Dims))),
            segment.Outputs,
            folds);
    }

    /// <summary>Draws the weights of one repeat.</summary>
    /// <param name="key">Its stream of randomness.</param>
    /// <param name="threads">Threads that share the work.</param>
    public void Draw(RandomKey key, int threads) =>
        Parallel.ForEach(_weights, new ParallelOptions { MaxDegreeOfParallelism = threads }, weight => weight.Draw(_draw, key));

    /// <summary>Runs it with the weights of the last draw.</summary>
    /// <param name="options">Settings of the run; terminating them stops it.</param>
    /// <param name="inputs">Values of the segment's inputs, in their order.</param>
    /// <param name="cancellation">Whether the run was stopped.</param>
    /// <returns>The segment's outputs, in their order.</returns>
    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions options, IReadOnlyList<OrtValue> inputs, CancellationToken cancellation) =>
        Runtime.Guarded(() => _session.Run(options, _inputs, [.. inputs, .. _weights.Select(weight => weight.Value)], _segment.Outputs), cancellation);

    public void Dispose()
    {
        _session.Dispose();
        foreach (var weight in _weights) weight.Dispose();
    }

    /// <summary>The weights that ONNX Runtime may want in another order: those that one convolution reads.</summary>
    private static List<TensorProto> Filters(Segment segment, List<TensorProto> weights)
    {
        var readers = segment.Nodes.SelectMany(ModelGraph.Reads).CountBy(name => name).ToDictionary();
        var read = segment.Nodes.Where(node => node.OpType is "Conv" or "FusedConv").Select(node => node.Input[1]).Where(name => readers[name] == 1).ToHashSet();
        var filters = weights.Where(constant => constant.DataType == (int)TensorProto.Types.DataType.Float && read.Contains(constant.Name)).ToList();
        return filters.Sum(TensorValues.Count) <= WeightMarks.MaximumCount ? filters : [];
    }
}

using System.Globalization;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Samples;

/// <summary>
/// A back end of your own: opens the networks that requests name. The evaluator does the rest: it queues, repeats, measures and concludes.
/// </summary>
/// <param name="space">The space of plain networks.</param>
/// <param name="batch">The samples.</param>
public sealed class DoublePrecisionBackEnd(ISearchSpace space, Batch batch) : IBackEnd
{
    /// <summary>Inputs of a metric's own and all values, but not the weights a benchmark trains from: <c>meco</c> is refused by name.</summary>
    public MetricSource Source { get; } = new("a network in double precision", MetricRequirements.OwnInputs | MetricRequirements.InnerValues);

    /// <inheritdoc/>
    public ValueTask<Func<CancellationToken, IOpenNetwork>> PrepareAsync(EvaluationRequest request, CancellationToken cancellation) =>
        ValueTask.FromResult<Func<CancellationToken, IOpenNetwork>>(_ =>
            new Opened(space.BuildScoringNetwork(space.Parse(request.Architecture), space.Tasks[0], batch.Shape), batch));

    private sealed class Opened(Network network, Batch batch) : IOpenNetwork
    {
        public Network Network => network;

        public IActivationSource Prepare(ForwardProtocol protocol, IReadOnlyList<IForwardMeasure> measures) =>
            new DoublePrecision(network, batch, protocol, [.. measures.Select(measure => measure.Observed(network))]);
    }
}

/// <summary>Runs a plain network in double precision, and shows its activations in rows.</summary>
/// <param name="network">A network of convolutions with stride 1, batch normalizations and ReLUs.</param>
/// <param name="batch">The samples.</param>
/// <param name="protocol">What is fed: the samples, or what the protocol makes in their shape.</param>
/// <param name="observed">Says of nodes whether they are observed.</param>
public sealed class DoublePrecision(Network network, Batch batch, ForwardProtocol protocol, IReadOnlyList<Func<Node, bool>> observed) : IActivationSource
{
    private const double Epsilon = 1e-5;

    private readonly double[][] _values = new double[network.Nodes.Length][];

    /// <inheritdoc/>
    public Network Network => network;

    /// <inheritdoc/>
    public int Samples => batch.Size;

    /// <inheritdoc/>
    public EvaluationSeconds Run(RandomKey repeat, PassObserver observer, int threads, CancellationToken cancellation)
    {
        var last = network.Nodes.Last(IsObserved);
        foreach (var pass in protocol.Passes(batch, repeat, InputLimits.Only(batch.Shape)))
        {
            foreach (var node in network.Nodes.TakeWhile(node => node.Index <= last.Index))
            {
                cancellation.ThrowIfCancellationRequested();
                _values[node.Index] = Compute(node, pass, repeat);
                if (IsObserved(node)) observer.Observe(Activation.FromRows(node, Array.ConvertAll(_values[node.Index], value => (float)value), Samples));
            }

            observer.EndPass();
        }

        return new EvaluationSeconds();
    }

    private bool IsObserved(Node node) => observed.Any(wants => wants(node));

    /// <summary>The values of a node, <c>[sample][channel][row][column]</c>.</summary>
    private double[] Compute(Node node, Batch pass, RandomKey repeat) => node.Operation switch
    {
        Input => Array.ConvertAll(pass.Values.ToArray(), value => (double)value),
        Convolution { Stride: 1, Dilation: 1, Groups: 1, Bias: false } convolution => Convolve(node, convolution, repeat),
        BatchNormalization => Normalize(_values[node.Inputs[0].Index], node.Shape),
        ActivationFunction { Kind: FunctionKind.Relu } => Array.ConvertAll(_values[node.Inputs[0].Index], value => Math.Max(0, value)),
        _ => throw new UsageException($"{node.Name}: {node.Operation.Name} is not known to this back end"),
    };

    private double[] Convolve(Node node, Convolution convolution, RandomKey repeat)
    {
        var (x, from, to, side, padding) = (_values[node.Inputs[0].Index], node.InputShapes[0], node.Shape, convolution.Kernel, convolution.Padding);

        // Every tensor of weights has a stream of its own: back ends that follow it have the same weights.
        var weights = new float[node.Parameters[0].Count];
        Initializers.Gaussian.Fill(node, node.Parameters[0], repeat.Derive(RandomPurpose.Parameter, node.FirstParameter), weights);
        var y = new double[batch.Size * to.Count];
        for (var sample = 0; sample < batch.Size; sample++)
            for (var output = 0; output < to.Channels; output++)
                for (var row = 0; row < to.Rows; row++)
                    for (var column = 0; column < to.Columns; column++)
                    {
                        var sum = 0.0;
                        for (var tap = 0; tap < from.Channels * side * side; tap++)
                        {
                            var (channel, r, c) = (tap / (side * side), row + tap / side % side - padding, column + tap % side - padding);
                            if (r >= 0 && c >= 0 && r < from.Rows && c < from.Columns)
                                sum += weights[output * from.Channels * side * side + tap] * x[((sample * from.Channels + channel) * from.Rows + r) * from.Columns + c];
                        }

                        y[((sample * to.Channels + output) * to.Rows + row) * to.Columns + column] = sum;
                    }

        return y;
    }

    private static double[] Normalize(double[] x, Shape shape)
    {
        var area = (int)shape.Area;
        var y = new double[x.Length];
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var places = Enumerable.Range(0, x.Length).Where(i => i / area % shape.Channels == channel).ToArray();
            var mean = places.Average(i => x[i]);
            var deviation = Math.Sqrt(places.Average(i => (x[i] - mean) * (x[i] - mean)) + Epsilon);
            foreach (var i in places) y[i] = (x[i] - mean) / deviation;
        }

        return y;
    }
}

/// <summary>Scores a network of the space of your own on a back end of your own, beside the engine.</summary>
public static class CustomBackEndSample
{
    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var space = new PlainNetworkSpace();
        var batch = BuiltInImages.Natural32.Resize(8).ToBatch(0, 8);
        var options = new EvaluationOptions { Metrics = ["swap", "nwot", "zen"], Repeats = 2 };
        var request = new EvaluationRequest(space.Name, "8-4-8-4-4", options, batch.Fingerprint);
        await using var own = new NetworkEvaluator(new DoublePrecisionBackEnd(space, batch), threads: 2);
        await using var engine = new LocalEvaluator(batch, threads: 2, [space]);
        var (ours, theirs) = (await SingleAsync(own), await SingleAsync(engine));
        foreach (var metric in options.Metrics)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{metric}: {ours.Metrics[metric].Mean:F3}, by the engine {theirs.Metrics[metric].Mean:F3}"));

        async Task<EvaluationResult> SingleAsync(IEvaluator evaluator)
        {
            await foreach (var result in evaluator.EvaluateAsync([request]))
                return result;
            throw new UsageException("there is no result");
        }
    }
}

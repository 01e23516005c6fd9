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

/// <summary>A back end of your own: runs plain networks in double precision, and shows their activations in rows.</summary>
/// <param name="network">A network of convolutions with stride 1, batch normalizations and ReLUs.</param>
/// <param name="batch">The samples.</param>
public sealed class DoublePrecision(Network network, Batch batch)
{
    private const double Epsilon = 1e-5;

    private readonly double[][] _values = new double[network.Nodes.Length][];

    /// <summary>One forward pass with fresh weights.</summary>
    /// <param name="repeat">The stream of randomness of the repeat.</param>
    /// <param name="observer">Sees the wanted values.</param>
    /// <param name="wants">Which nodes are wanted.</param>
    public void Run(RandomKey repeat, IActivationObserver observer, Func<Node, bool> wants)
    {
        var last = network.Nodes.Last(wants);
        foreach (var node in network.Nodes.TakeWhile(node => node.Index <= last.Index))
        {
            _values[node.Index] = Compute(node, repeat);
            if (wants(node)) observer.Observe(Activation.FromRows(node, Array.ConvertAll(_values[node.Index], value => (float)value), batch.Size));
        }
    }

    /// <summary>The values of a node, <c>[sample][channel][row][column]</c>.</summary>
    private double[] Compute(Node node, RandomKey repeat) => node.Operation switch
    {
        Input => Array.ConvertAll(batch.Values.ToArray(), value => (double)value),
        Convolution { Stride: 1, Dilation: 1, Groups: 1, Bias: false } convolution => Convolve(node, convolution, repeat),
        BatchNormalization => Normalize(_values[node.Inputs[0].Index], node.Shape),
        Relu => Array.ConvertAll(_values[node.Inputs[0].Index], value => Math.Max(0, value)),
        _ => throw new UsageException($"{node.Name}: {node.Operation.Name} is not known to this back end"),
    };

    private double[] Convolve(Node node, Convolution convolution, RandomKey repeat)
    {
        var (x, from, to, side, padding) = (_values[node.Inputs[0].Index], node.InputShapes[0], node.Shape, convolution.Kernel, convolution.Padding);

        // Every tensor of weights has a stream of its own: back ends that follow it have the same weights.
        var weights = new float[node.Parameters[0].Count];
        new GaussianInitializer().Fill(node, node.Parameters[0], repeat.Derive(RandomPurpose.Parameter, node.FirstParameter), weights);
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
    private const int Repeats = 2;

    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        ISearchSpace space = new PlainNetworkSpace();
        var architecture = space.Parse("8-4-8-4-4");
        var batch = BuiltInImages.Natural32.Resize(8).ToBatch(0, 8);
        var options = new EvaluationOptions { Metrics = ["swap", "nwot"], Repeats = Repeats };
        var network = space.BuildScoringNetwork(architecture, space.Tasks[0], batch.Shape);
        var request = new EvaluationRequest(space.Name, architecture.Text, options, batch.Fingerprint);
        await foreach (var result in new LocalEvaluator(batch, 2, [space]).EvaluateAsync([request]))
            foreach (var metric in options.Metrics)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metric}: {Score(network, batch, metric):F3}, by the engine {result.Metrics[metric].Mean:F3}"));
    }

    private static double Score(Network network, Batch batch, string metric)
    {
        var measure = ((ForwardMetric)MetricCatalogue.Standard.Get(metric)).Measure;
        var run = new DoublePrecision(network, batch);
        using var observer = measure.Start(network, batch.Size, batch.Size);
        return Enumerable.Range(0, Repeats).Average(repeat =>
        {
            run.Run(RandomKey.FromSeed(0).Derive(RandomPurpose.Repeat, repeat), observer, measure.Observed(network));
            observer.EndPass();
            return observer.Finish();
        });
    }
}

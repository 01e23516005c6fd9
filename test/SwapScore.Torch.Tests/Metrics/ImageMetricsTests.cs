using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Metrics;
using SwapScore.Torch.Running;
using SwapScore.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Metrics;

/// <summary>Every metric of gradients of images, on a small network in double precision, against finite differences and plain arithmetic.</summary>
public sealed class ImageMetricsTests : IDisposable
{
    private const double K = 1e-5;
    private static readonly Shape Input = new(3, 4, 4);
    private static readonly int[] Labels = [0, 1, 0, 2];

    private readonly DisposeScope _scope;
    private readonly PlainConvolutions _convolutions = new();
    private readonly Network _network = Build();
    private readonly Batch _batch = Noise.ToBatch(Input, Labels.Length, seed: 3).WithLabels([.. Labels]);
    private readonly GradientRun _run;
    private readonly Node[] _layers;

    public ImageMetricsTests()
    {
        TorchLibrary.Load();
        _scope = NewDisposeScope();
        _run = new GradientRun(_network, new FanInUniformInitializer(), RandomKey.FromSeed(1), _batch, TaskLoss.CrossEntropy, ScalarType.Float64);
        _layers = [.. _network.Nodes.Where(node => node.Operation is Convolution or Linear)];
    }

    public void Dispose()
    {
        _scope.Dispose();
        _convolutions.Dispose();
    }

    [Theory]
    [InlineData("grad-norm")]
    [InlineData("plain")]
    [InlineData("snip")]
    public void Saliency_SmallNetwork_IsThatOfFiniteDifferences(string metric)
    {
        var expected = _layers.Sum(layer =>
        {
            var products = Entries(layer).Zip(FiniteDifferences.Of(Weight(layer), Loss));
            return metric switch
            {
                "grad-norm" => Math.Sqrt(products.Sum(pair => pair.Second * pair.Second)),
                "plain" => products.Sum(pair => pair.First * pair.Second),
                _ => products.Sum(pair => Math.Abs(pair.First * pair.Second)),
            };
        });
        Near(expected, metric, 1e-6);
    }

    [Fact]
    public void Grasp_SmallNetwork_IsThatOfDifferencesOfDifferences()
    {
        const double Step = 1e-5;
        var gradient = Gradient();
        Move(gradient, Step);
        var above = Gradient();
        Move(gradient, -2 * Step);
        var below = Gradient();
        Move(gradient, Step);
        var curved = above.Zip(below, (high, low) => (high - low) / (2 * Step));
        Near(-_layers.SelectMany(Entries).Zip(curved).Sum(pair => pair.First * pair.Second), "grasp", 1e-4);

        double[] Gradient() => [.. _layers.SelectMany(layer => FiniteDifferences.Of(Weight(layer), Loss))];

        void Move(double[] direction, double step)
        {
            var next = 0;
            foreach (var layer in _layers)
            {
                var entries = Weight(layer).detach().view(-1).data<double>();
                for (var i = 0; i < entries.Count; i++)
                    entries[i] += step * direction[next++];
            }
        }
    }

    [Fact]
    public void Fisher_SmallNetwork_IsThatOfFiniteDifferencesOfOutputs()
    {
        var (sound, faithful) = (0.0, 0.0);
        foreach (var layer in _layers)
        {
            var shift = zeros([Labels.Length, layer.Shape.Channels, layer.Shape.Rows, layer.Shape.Columns], ScalarType.Float64);
            TorchPass Shifted() => Pass(replaced: (node, x) => node == layer ? TorchPass.Compute(node, [x], _run.Weights).Plus(shift) : null);
            var gradients = FiniteDifferences.Of(shift, () => CrossEntropy(Shifted()));
            var values = Shifted().Of(layer).contiguous().data<double>().ToArray();
            var area = (int)layer.Shape.Area;
            for (var channel = 0; channel < layer.Shape.Channels; channel++)
            {
                var squares = Enumerable.Range(0, Labels.Length).Select(sample =>
                {
                    var start = (sample * layer.Shape.Channels + channel) * area;
                    return Math.Pow(Enumerable.Range(start, area).Sum(i => values[i] * gradients[i]), 2);
                });
                sound += squares.Average() / 2;
                faithful += squares.Average() / 2 * layer.Parameters[0].FanIn;
            }
        }

        Near(sound, "fisher", 1e-5);
        Near(faithful, "fisher-faithful", 1e-5);
    }

    [Fact]
    public void Synflow_SmallNetwork_IsThatOfAPositiveLinearNetwork()
    {
        // Without biases every layer's Σ W·∂R/∂W is R: R is linear in each. The bias of the classifier is not part of it.
        var ones = Enumerable.Repeat(1.0, (int)Input.Count).ToArray();
        var first = Convolved(ones, Input, _layers[0]);
        var second = Convolved(first, _layers[0].Shape, _layers[1]);
        var area = (int)_layers[1].Shape.Area;
        var pooled = Enumerable.Range(0, _layers[1].Shape.Channels).Select(channel => second.Skip(channel * area).Take(area).Average()).ToArray();
        var weight = Entries(_layers[2]);
        var sum = weight.Select((value, i) => Math.Abs(value) * pooled[i % pooled.Length]).Sum();
        Near(Math.Log(_layers.Length * sum), "synflow", 1e-6);
    }

    [Fact]
    public void JacovAndEpeNas_SmallNetwork_AreThoseOfFiniteDifferences()
    {
        var rows = Jacobian();
        var correlations = Dense.Of(rows, Dense.Correlation);
        Near(Dense.Jacov(correlations), "jacov", 1e-5);
        Near(Math.Abs(2 * Math.Log(1 + K) + 2 * Math.Log(Math.Abs(correlations[0][2]) + K)), "epe-nas", 1e-5);
    }

    [Fact]
    public void Zico_SmallNetwork_IsThatOfFiniteDifferencesOfTheHalves()
    {
        var half = Labels.Length / 2;
        var expected = _layers.Sum(layer =>
        {
            var (one, other) = (Half(0), Half(1));
            return Math.Log(one.Zip(other).Sum(pair => (Math.Abs(pair.First) + Math.Abs(pair.Second)) / Math.Abs(pair.First - pair.Second)));

            double[] Half(int which)
            {
                var input = TorchPass.InputOf(_batch, ScalarType.Float64, CPU).narrow(0, which * half, half);
                return FiniteDifferences.Of(Weight(layer), () => CrossEntropy(Pass(input), which * half));
            }
        });
        Near(expected, "zico", 1e-4);
    }

    [Fact]
    public void Ntk_SmallNetwork_IsThatOfFiniteDifferences()
    {
        var scales = _network.Nodes.Where(node => node.Operation is BatchNormalization).Select(node => _run.Weights.Of(node, ParameterRole.Scale)!);
        var columns = _layers.Select(Weight).Concat(scales).SelectMany(tensor => FiniteDifferences.Of(tensor, () =>
            Pass().Output.sum(1).data<double>().ToArray())).ToArray();
        var rows = Enumerable.Range(0, Labels.Length).Select(sample => Array.ConvertAll(columns, column => column[sample])).ToArray();
        var kernel = Dense.Of(rows, Dense.Dot);
        Near(Dense.Largest(kernel) * Dense.Largest(Dense.Invert(kernel).Inverse), "ntk", 1e-4);
    }

    [Theory]
    [InlineData(TaskLoss.SoftCrossEntropy)]
    [InlineData(TaskLoss.SquaredError)]
    [InlineData(TaskLoss.AbsoluteError)]
    public void Losses_OfKnownOutputs_AreThoseOfTheirFormula(TaskLoss loss)
    {
        var output = Pass().Output;
        var values = output.data<double>().ToArray();
        var classes = values.Length / Labels.Length;
        var targets = new float[values.Length];
        for (var sample = 0; sample < Labels.Length; sample++)
            Gaussian.Fill(RandomKey.FromSeed(Labels[sample]), targets.AsSpan(sample * classes, classes));
        var expected = loss switch
        {
            TaskLoss.SoftCrossEntropy => -Enumerable.Range(0, Labels.Length).Average(sample => Math.Log(Softmax(values, sample, classes) + 1e-5)),
            TaskLoss.SquaredError => values.Zip(targets).Average(pair => Math.Pow(pair.First - pair.Second, 2)),
            _ => values.Zip(targets).Average(pair => Math.Abs(pair.First - pair.Second)),
        };
        Assert.Equal(expected, TaskLosses.Compute(loss, output, _batch).item<double>(), 1e-9);
    }

    private static Network Build()
    {
        var builder = new NetworkBuilder("small");
        var x = builder.Convolution(builder.Input(Input), 4, 3, padding: 1);
        x = builder.Relu(builder.BatchNormalization(x));
        x = builder.BatchNormalization(builder.Convolution(x, 6, 3, stride: 2, padding: 1, groups: 2));
        return builder.Build(builder.Linear(builder.GlobalAveragePooling(builder.Relu(x)), 3));
    }

    private static double Softmax(double[] values, int sample, int classes)
    {
        var exponentials = values.Skip(sample * classes).Take(classes).Select(Math.Exp).ToArray();
        return exponentials[Labels[sample]] / exponentials.Sum();
    }

    private static double CrossEntropy(TorchPass pass, int first = 0)
    {
        var values = pass.Output.data<double>().ToArray();
        var classes = (int)pass.Output.shape[1];
        return -Enumerable.Range(0, values.Length / classes).Average(sample =>
        {
            var exponentials = values.Skip(sample * classes).Take(classes).Select(Math.Exp).ToArray();
            return Math.Log(exponentials[Labels[first + sample]] / exponentials.Sum());
        });
    }

    private TorchPass Pass(Tensor? input = null, Func<Node, Tensor, Tensor?>? replaced = null)
    {
        using var forwardOnly = no_grad();
        return new TorchPass(_network, _run.Weights, input ?? TorchPass.InputOf(_batch, ScalarType.Float64, CPU), replaced: replaced);
    }

    private double Loss() => CrossEntropy(Pass());

    private Tensor Weight(Node layer) => LayerGradient.WeightOf(_run.Weights, layer);

    private double[] Entries(Node layer) => Weight(layer).detach().data<double>().ToArray();

    private double[][] Jacobian()
    {
        var input = TorchPass.InputOf(_batch, ScalarType.Float64, CPU);
        var all = FiniteDifferences.Of(input, () => Pass(input).Output.sum().item<double>());
        return [.. Enumerable.Range(0, Labels.Length).Select(sample => all.Skip(sample * (int)Input.Count).Take((int)Input.Count).ToArray())];
    }

    /// <summary>A convolution with absolute weights, by its definition.</summary>
    private double[] Convolved(double[] x, Shape shape, Node layer)
    {
        var convolution = (Convolution)layer.Operation;
        var weight = Entries(layer);
        var y = new double[layer.Shape.Count];
        var (inputs, outputs) = (shape.Channels / convolution.Groups, layer.Shape.Channels / convolution.Groups);
        for (var o = 0; o < layer.Shape.Channels; o++)
            for (var r = 0; r < layer.Shape.Rows; r++)
                for (var c = 0; c < layer.Shape.Columns; c++)
                    for (var i = 0; i < inputs; i++)
                        for (var tap = 0; tap < convolution.Kernel * convolution.Kernel; tap++)
                        {
                            var row = r * convolution.Stride - convolution.Padding + tap / convolution.Kernel;
                            var column = c * convolution.Stride - convolution.Padding + tap % convolution.Kernel;
                            if (row < 0 || row >= shape.Rows || column < 0 || column >= shape.Columns) continue;
                            var channel = o / outputs * inputs + i;
                            y[(o * layer.Shape.Rows + r) * layer.Shape.Columns + c] +=
                                Math.Abs(weight[(o * inputs + i) * convolution.Kernel * convolution.Kernel + tap]) * x[(channel * shape.Rows + row) * shape.Columns + column];
                        }

        return y;
    }

    private void Near(double expected, string metric, double tolerance)
    {
        var actual = TorchMetrics.Find(metric)!.Of(_run);
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Abs(expected), $"{metric}: {actual} instead of {expected}");
    }
}

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Kernels;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Tests.Metrics.WrCor;

public sealed class ResponseCorrelationTests
{
    private const int Samples = 6;

    [Theory]
    [InlineData("darts", "DARTS_V2")]
    [InlineData("nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|")]
    public async Task Score_IsThatOfTheFormula(string space, string architecture)
    {
        var run = new MetricRun("wrcor-forward", space, architecture, BuiltInImages.Natural32.Resize(16).ToBatch(0, Samples));
        var (network, values) = (run.Network, run.Values()[0]);
        var sum = Matrix<double>.Build.Dense(Samples, Samples);
        foreach (var relu in network.Nodes.Where(node => node.Operation is ActivationFunction { Kind: FunctionKind.Relu }))
        {
            // Cells are numbered from 0; the stem is not one of them, and DARTS has one cell only.
            var cell = space == "darts" ? 0 : network.Blocks.Count(last => last.Index < relu.Index) - 1;
            var correlations = Correlations(values[relu.Inputs[0].Index].Values);
            if (correlations.Enumerate().All(double.IsFinite)) sum += Math.Pow(2, cell) * correlations;
        }

        Assert.Equal(Math.Log(Math.Abs(sum.Determinant())), await run.ScoreAsync(), 1e-3);
    }

    /// <summary>Before each ReLU stands a node of its own, so that the reference finds the gradient that leads through this ReLU alone.</summary>
    [Theory]
    [InlineData("darts", "DARTS_V2")]
    [InlineData("nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|")]
    public async Task Score_WithGradients_IsThatOfTheFormula(string name, string text)
    {
        int[] labels = [3, 1, 4, 1, 5, 9];
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, Samples).WithLabels([.. labels]);
        var (space, key) = (SearchSpaces.Find(name), RandomKey.FromSeed(5).Derive(RandomPurpose.Repeat, 0));
        var network = space.BuildScoringNetwork(space.Parse(text), space.Tasks[0], images.Shape);
        var builder = new NetworkBuilder("apart");
        var copies = new Dictionary<Node, Node>();
        var entrances = new List<(Node Entrance, double Weight)>();
        foreach (var node in network.Nodes)
        {
            var inputs = node.Inputs.Select(input => copies[input]).ToArray();
            if (node.Operation is ActivationFunction { Kind: FunctionKind.Relu } && !node.IsAuxiliary)
            {
                inputs = [builder.DropPath(inputs[0])];
                entrances.Add((inputs[0], name == "darts" ? 1 : Math.Pow(2, network.Blocks.Count(last => last.Index < node.Index) - 1)));
            }

            copies[node] = builder.As(node.Role).Add(node.Operation, inputs, node.Name);
        }

        var apart = builder.Build(copies[network.Outputs[0]]);
        var values = ReferenceExecutor.Run(apart, images, space.Initializer, key);
        var outputs = values[apart.Outputs[0].Index];
        var backward = new ReferenceBackward(apart, values, space.Initializer, key);
        backward.Run(ReferenceTensor.Create(outputs.Shape, Samples, (channel, _, _, sample) =>
        {
            var exponentials = Enumerable.Range(0, outputs.Shape.Channels).Select(i => Math.Exp(outputs[i, 0, 0, sample])).ToArray();
            return (float)((exponentials[channel] / exponentials.Sum() - (channel == labels[sample] ? 1 : 0)) / Samples);
        }));
        var sum = Matrix<double>.Build.Dense(Samples, Samples);
        foreach (var (entrance, weight) in entrances)
            foreach (var response in (float[][])[values[entrance.Index].Values, backward.Gradients[entrance.Index]?.Values ?? new float[Samples]])
                if (Correlations(response) is var correlations && correlations.Enumerate().All(double.IsFinite))
                    sum += weight * correlations;
        Assert.Equal(Math.Log(Math.Abs(sum.Determinant())), await GradientRun.ScoreAsync("wrcor", space, space.Parse(text), images), 1e-4);
    }

    private static Matrix<double> Correlations(float[] values)
    {
        var rows = Enumerable.Range(0, Samples).Select(sample => values.Where((_, i) => i % Samples == sample).Select(value => (double)value).ToArray()).ToArray();
        return Matrix<double>.Build.Dense(Samples, Samples, (i, j) => Math.Abs(Correlation.Pearson(rows[i], rows[j])));
    }
}

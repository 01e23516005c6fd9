using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Kernels;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Tests.Metrics.LSwag;

public sealed class LayerSwagTests
{
    private const int Samples = 6;

    private static readonly int[] Labels = [3, 1, 4, 1, 5, 9];

    [Fact]
    public async Task Score_IsThatOfTheFormula()
    {
        var images = BuiltInImages.Natural32.Resize(8).ToBatch(0, Samples).WithLabels([.. Labels]);
        var (space, key) = (SearchSpaces.Find("nasbench201"), RandomKey.FromSeed(5).Derive(RandomPurpose.Repeat, 0));
        var architecture = space.Parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");
        var network = space.BuildScoringNetwork(architecture, space.Tasks[0], images.Shape);
        var halves = Enumerable.Range(0, 2).Select(half =>
        {
            var part = images.Part(half * Samples / 2, Samples / 2);
            var values = ReferenceExecutor.Run(network, part, space.Initializer, key);
            var backward = new ReferenceBackward(network, values, space.Initializer, key);
            backward.Run(Loss(network.Outputs[0], values[network.Outputs[0].Index], half * Samples / 2));
            return backward.Parameters;
        }).ToArray();
        var steadiness = network.Nodes.Where(node => node.Operation is Convolution or Linear).Sum(node =>
        {
            var (first, second) = (halves[0][(node, node.Parameters[0].Role)], halves[1][(node, node.Parameters[0].Role)]);
            var deviations = first.Zip(second, (a, b) =>
            {
                var mean = (Math.Abs((double)a) + Math.Abs((double)b)) / 2;
                return Math.Sqrt((Math.Pow(Math.Abs((double)a) - mean, 2) + Math.Pow(Math.Abs((double)b) - mean, 2)) / 2);
            });
            return Math.Log(deviations.Where(deviation => deviation > 0).Sum(deviation => 1 / deviation));
        });
        var all = ReferenceExecutor.Run(network, images, space.Initializer, key);
        var patterns = network.Nodes.Where(node => node.Operation is ActivationFunction { Kind: FunctionKind.Relu }).SelectMany(node => all[node.Index].Values.Chunk(Samples))
            .Select(neuron => string.Concat(neuron.Select(value => value > 0 ? '+' : '0'))).Distinct().Count();
        Assert.InRange(patterns, 2, 1 << Samples);
        var actual = await GradientRun.ScoreAsync("lswag", space, architecture, images);
        Assert.Equal(steadiness * patterns, actual, 1e-9 * actual);
    }

    /// <summary>The same bits as the engine's: a weight whose gradients are nearly equal counts most, and rounding decides how much.</summary>
    private static ReferenceTensor Loss(Node output, ReferenceTensor outputs, int first)
    {
        var count = (int)outputs.Shape.Count;
        float[] rows = [.. Enumerable.Range(0, count * outputs.Samples).Select(i => outputs.Values[i % count * outputs.Samples + i / count])];
        var loss = LossGradients.CrossEntropy([.. Labels.Skip(first).Take(outputs.Samples)], count);
        var gradients = new float[rows.Length];
        for (var sample = 0; sample < outputs.Samples; sample++)
            loss.Gradient(sample, Activation.FromRows(output, rows, outputs.Samples).Sample(sample), gradients.AsSpan(sample * count, count));
        return ReferenceTensor.Create(outputs.Shape, outputs.Samples, (channel, _, _, sample) => gradients[sample * count + channel]);
    }
}

using MathNet.Numerics.LinearAlgebra;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Kernels;
using SwapScore.Metrics.AzNas;
using SwapScore.Metrics.Gradients;
using SwapScore.Metrics.Vkdnw;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics.Vkdnw;

public sealed class VkdnwTests
{
    private const int Outputs = 3;

    private static readonly RandomKey Key = RandomKey.FromSeed(5).Derive(RandomPurpose.Repeat, 0);

    /// <summary>Sample by sample and output by output, with gradients by whole tensors.</summary>
    [Fact]
    public void Scores_AreThoseOfTheFormula()
    {
        var builder = new NetworkBuilder("small");
        var images = Noise.ToBatch(new Shape(2, 6, 5), 2, 1);
        var x = builder.Relu(builder.Convolution(builder.Input(images.Shape), 4, 3, padding: 1, bias: true));
        x = builder.LayerNormalization(builder.Convolution(x, 4, 3, stride: 2, padding: 1, dilation: 1, groups: 2));
        var network = builder.Build(builder.Linear(builder.Gelu(x), Outputs));
        var initializer = Initializers.Find("kaiming");
        var noise = BlockEntropyMeasure.Noise(images.Shape, Key);
        var values = ReferenceExecutor.Run(network, noise, initializer, Key);
        var outputs = values[network.Outputs[0].Index];
        var (definition, published) = (Matrix<double>.Build.Dense(7, 7), Matrix<double>.Build.Dense(7, 7));
        for (var sample = 0; sample < noise.Size; sample++)
        {
            var jacobian = Matrix<double>.Build.DenseOfRows(Enumerable.Range(0, Outputs).Select(output => Row(network, values, initializer, sample, output)));
            var q = OutputCovariance.Probabilities([.. Enumerable.Range(0, Outputs).Select(output => outputs[output, 0, 0, sample])]);
            var covariance = Matrix<double>.Build.Dense(Outputs, Outputs, (i, j) => (i == j ? q[i] : 0) - q[i] * q[j]);
            var factor = Matrix<double>.Build.DenseOfRowArrays(OutputCovariance.Cholesky(q));
            definition += jacobian.Transpose() * covariance * jacobian / noise.Size;
            published += jacobian.Transpose() * factor.Transpose() * factor * jacobian / noise.Size;
        }

        using var executors = new ExecutorPool();
        using var gradients = new NetworkGradients(network, initializer, images, _ => LossGradients.Sum, executors);
        gradients.Start(Key);
        Assert.Equal(7 + Entropy(definition), VkdnwMetrics.All[0].Of(gradients), 1e-3);
        Assert.Equal(7 + Entropy(published), VkdnwMetrics.All[1].Of(gradients), 1e-3);
    }

    [Fact]
    public async Task Score_OfManyOutputs_SaysWhy()
    {
        var space = SearchSpaces.Find("transnas-micro");
        var batch = Noise.ToBatch(new Shape(27, 16, 16), 2, 1);
        var options = new SwapScore.Evaluation.EvaluationOptions { Metrics = ["vkdnw"], Repeats = 1 };
        var result = await new SwapScore.Evaluation.LocalEvaluator(batch, 1, [space]).EvaluateAsync(
            [new SwapScore.Evaluation.EvaluationRequest(space.Name, space.Sample(Key).Text, options, batch.Fingerprint) { Task = "jigsaw" }]).SingleAsync();
        Assert.Contains("has 1000 outputs; at most 200 are taken", result.Missing, StringComparison.Ordinal);
    }

    /// <summary>The first number of every tensor's gradient.</summary>
    private static double[] Row(Network network, IReadOnlyList<ReferenceTensor> values, IInitializer initializer, int sample, int output)
    {
        var shape = network.Outputs[0].Shape;
        var backward = new ReferenceBackward(network, values, initializer, Key);
        backward.Run(ReferenceTensor.Create(shape, values[0].Samples, (channel, _, _, other) => other == sample && channel == output ? 1 : 0));
        return
        [
            .. from node in network.Nodes
               from parameter in node.Parameters
               select backward.Parameters.TryGetValue((node, parameter.Role), out var gradient)
                   ? gradient[0]
                   : backward.Gradients[node.Index]!.Values[..((int)node.Shape.Area * values[0].Samples)].Sum(value => (double)value),
        ];
    }

    private static double Entropy(Matrix<double> information)
    {
        var eigenvalues = information.Evd(Symmetricity.Symmetric).EigenValues.Select(value => Math.Max(0, value.Real)).Order().ToArray();
        var deciles = Enumerable.Range(1, 9).Select(i =>
        {
            var place = i / 10.0 * (eigenvalues.Length - 1);
            var low = (int)place;
            return eigenvalues[low] + (place - low) * (eigenvalues[low + 1] - eigenvalues[low]);
        }).ToArray();
        return -deciles.Select(decile => decile / deciles.Sum()).Where(share => share > 0).Sum(share => share * Math.Log(share));
    }
}

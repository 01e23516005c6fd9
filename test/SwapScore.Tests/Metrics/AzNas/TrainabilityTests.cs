using MathNet.Numerics.LinearAlgebra;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Kernels;
using SwapScore.Metrics.AzNas;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics.AzNas;

public sealed class TrainabilityTests
{
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(4).ToBatch(0, 2);

    private static readonly RandomKey Key = RandomKey.FromSeed(5).Derive(RandomPurpose.Repeat, 0);

    /// <summary>Chains of cells, and cells that read the two cells before.</summary>
    [Theory]
    [InlineData("nasbench201", "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|")]
    [InlineData("nasbench301", null, Explicit = true)]
    public async Task Score_IsThatOfTheFormula(string name, string? text)
    {
        var space = SearchSpaces.Find(name);
        var architecture = text is null ? space.Sample(Key) : space.Parse(text);
        var network = space.BuildScoringNetwork(architecture, space.Tasks[0], Images.Shape);
        var noise = BlockEntropyMeasure.Noise(Images.Shape, Key);
        var initializer = Initializers.Find("kaiming");
        var values = ReferenceExecutor.Run(network, noise, initializer, Key);

        // Block after block: the pass begins at the end of one, and what arrives at the one before through the nodes between is what counts.
        var scores = new List<double>();
        for (var i = 1; i < network.Blocks.Length; i++)
        {
            var (before, block) = (network.Blocks[i - 1], network.Blocks[i]);
            var part = new Network("part", network.Nodes[..(block.Index + 1)], [block]);
            var seed = ReferenceTensor.Create(block.Shape, noise.Size, (_, _, _, _) => 0);
            var signs = new float[block.Shape.Count];
            for (var sample = 0; sample < noise.Size; sample++)
            {
                TrainabilityMetric.Draw(Key, i, sample, signs);
                for (var j = 0; j < signs.Length; j++)
                    seed.Values[j * noise.Size + sample] = signs[j];
            }

            var backward = new ReferenceBackward(part, values, initializer, Key);
            backward.Run(seed, stop: before);
            var stretch = Stretch(backward.Gradients[before.Index]!, seed);
            scores.Add(2 - stretch - 1 / (stretch + 1e-6));
        }

        var actual = await GradientRun.ScoreAsync("trainability", space, architecture, Images);
        Assert.Equal(scores.Average(), actual, 1e-5 * Math.Abs(scores.Average()));
    }

    [Theory]
    [InlineData("|skip_connect~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|", double.NegativeInfinity)]

    // Two blocks of 17 are no cells: they follow zeros, or hold them.
    [InlineData("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|", 2 - 1e6)]
    public async Task Score_CellsWithoutOperations_IsThatOfTheFormula(string text, double expected)
    {
        var space = SearchSpaces.Find("nasbench201");
        Assert.Equal(expected, await GradientRun.ScoreAsync("trainability", space, space.Parse(text), Images), 1e-3);
    }

    /// <summary>One cell: all activations end blocks, and those of one value end one.</summary>
    [Fact]
    public async Task Score_OfOneCell_IsFinite()
    {
        var space = SearchSpaces.Find("darts");
        var architecture = space.Sample(RandomKey.FromSeed(1).Derive(RandomPurpose.Architecture, 0));
        Assert.True(double.IsFinite(await GradientRun.ScoreAsync("trainability", space, architecture, Images)));
    }

    /// <summary>The singular value by another package, of the matrix as the definition writes it: maps of a block that halves them are taken apart.</summary>
    private static double Stretch(ReferenceTensor arrived, ReferenceTensor signs)
    {
        var stride = arrived.Shape.Rows / signs.Shape.Rows;
        var (rows, columns) = (signs.Shape.Rows, signs.Shape.Columns);
        var matrix = Matrix<double>.Build.Dense(arrived.Shape.Channels * stride * stride, signs.Shape.Channels, (i, j) =>
        {
            var (channel, y, x) = (i / (stride * stride), i / stride % stride, i % stride);
            var sum = 0.0;
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                    for (var sample = 0; sample < signs.Samples; sample++)
                        sum += (double)Value(arrived, channel, row * stride + y, column * stride + x, sample) * Value(signs, j, row, column, sample);
            return sum / (signs.Samples * rows * columns);
        });
        return matrix.L2Norm();
    }

    private static float Value(ReferenceTensor x, int channel, int row, int column, int sample) =>
        x.Values[((channel * x.Shape.Rows + row) * x.Shape.Columns + column) * x.Samples + sample];
}

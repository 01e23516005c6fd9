using SwapScore.Engine;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Tests.Models;

public sealed class BatchNormalizationTests
{
    private const int Samples = 10;
    private static readonly NoiseSamples Source = new(new SampleOptions { Count = Samples, Side = 16 });
    private static readonly OnnxScoringOptions ByBatch = Scored.AsGiven with { Normalization = NormalizationMode.Batch };

    [Theory]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(17)]
    public async Task StatisticsOfTheBatch_AreThoseComputedByHand(int opset)
    {
        const int Channels = 6;
        var sketch = new Sketch(opset);
        var conv = sketch.Conv("conv", sketch.Image(-1, 3, 16), 3, Channels, 3, bias: true);
        sketch.Output(sketch.Activation("Relu", sketch.BatchNorm("bn", conv, Channels)));
        var values = Plain.Run(sketch.Model, Source.For(OnnxModel.Parse(sketch.Bytes, "m")), [conv])[conv];
        var area = values.Length / Samples / Channels;
        for (var channel = 0; channel < Channels; channel++)
        {
            var own = Enumerable.Range(0, Samples * area).Select(i => (i / area * Channels + channel) * area + i % area).ToList();
            var mean = own.Average(i => (double)values[i]);
            foreach (var i in own) values[i] = (float)Math.Max(0, values[i] - mean);
        }

        var (patterns, neurons) = Plain.Patterns([values], Samples);

        var result = await Scored.Of(sketch.Bytes, Source, ByBatch);

        Assert.Equal(neurons, result.Metrics["neurons"].Mean);
        Assert.Equal(patterns, result.Metrics["swap"].Mean, 2.0);
    }

    [Fact]
    public async Task WholeModel_OfAnOldOpset_HasTheScoreOfANewOne()
    {
        var old = await Scored.Of(Zoo.ResNet(side: 16, opset: 9).Bytes, Source);
        var young = await Scored.Of(Zoo.ResNet(side: 16, opset: 15).Bytes, Source);

        Assert.Null(old.Failure);
        Assert.Equal(young.Metrics["swap"].Mean, old.Metrics["swap"].Mean, young.Metrics["swap"].Mean * 0.002);
    }

    [Fact]
    public async Task StatisticsOfTheBatch_DifferFromThoseOfTheFile()
    {
        var batch = await Scored.Of(Zoo.ResNet(side: 16).Bytes, Source, ByBatch);
        var file = await Scored.Of(Zoo.ResNet(side: 16).Bytes, Source, Scored.AsGiven);

        Assert.NotEqual(batch.Metrics["swap"].Mean, file.Metrics["swap"].Mean);
    }

    [Fact]
    public async Task BatchFixedByAConstant_NeedsStatisticsOfTheFile()
    {
        // What is joined is for one sample, and no more.
        var sketch = new Sketch();
        var x = sketch.BatchNorm("bn", sketch.Conv("conv", sketch.Image(1, 3, 16), 3, 4, 3), 4);
        x = sketch.Cat("Concat", 2, x, sketch.Weight("border", 1, 4, 1, 16));
        sketch.Output(sketch.Activation("Relu", sketch.Node("MatMul", [x, sketch.Weight("w", 16, 8)])));

        var batch = await Scored.Of(sketch.Bytes, Source);
        var file = await Scored.Of(sketch.Bytes, Source, new OnnxScoringOptions { Normalization = NormalizationMode.Running });

        Assert.Contains("batch is fixed at 1", batch.Failure);
        Assert.Null(file.Failure);
        Assert.Equal(4 * 17 * 8, file.Metrics["neurons"].Mean);
    }
}

using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;
using SwapScore.Values;

namespace SwapScore.Onnx.Tests.Cases;

public sealed class CaseTests
{
    private const int Samples = 8;

    private static readonly NoiseSamples Noise = new(new SampleOptions { Count = Samples });

    [Theory]
    [InlineData("timemajor.onnx", "x34.npy", 19)]
    [InlineData("timemajor_ok.onnx", "x34.npy", 19)]
    [InlineData("timemajor_fixed1.onnx", "x34.npy", 19)]
    [InlineData("sequence_first.onnx", "seq_first.npy", 45)]
    [InlineData("sequence_first.onnx", "samples_first.npy", 45)]
    [InlineData("nobatch.onnx", "x7.npy", 9)]
    [InlineData("fixed32.onnx", "x7.npy", 8)]
    public async Task Score_WhereverTheSamplesLie_IsThatOfOneSampleAtATime(string model, string samples, int patterns)
    {
        var (result, _) = await CaseFiles.Score(model, ArraySamples.Read(CaseFiles.Find(samples), Samples), WeightInitialization.Keep);

        Assert.Null(result.Failure);
        Assert.Equal(patterns, result.Metrics["swap"].Mean);
    }

    [Theory]
    [InlineData("weightnorm_a.onnx", "weightnorm_b.onnx")]
    [InlineData("weightstd_a.onnx", "weightstd_b.onnx")]
    [InlineData("deform.onnx", "deform_neg.onnx")]
    public async Task Score_OfTwoModelsThatDifferInTheirNumbersAlone_IsOne(string first, string second)
    {
        var (one, notes) = await CaseFiles.Score(first, Noise, WeightInitialization.Auto);
        var (other, _) = await CaseFiles.Score(second, Noise, WeightInitialization.Auto);

        Assert.Null(one.Failure);
        Assert.Equal(one.Metrics["swap"].Mean, other.Metrics["swap"].Mean);
        Assert.False(one.KeepsTrainedNumbers);
        Assert.DoesNotContain(notes, note => note.Contains("trained", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bern.onnx", "RandomUniformLike of u draws random numbers while it runs")]
    [InlineData("func-laughs-empty.onnx", "its functions unfold to more than 100000 nodes")]
    [InlineData("loop-huge-trip.onnx", "goes round 4611686018427387904 times")]
    [InlineData("only_ml.onnx", "it holds no activation that is observed")]
    public async Task Model_WithoutOneScore_IsRefusedWithTheReason(string model, string reason)
    {
        var (result, _) = await CaseFiles.Score(model, Noise, WeightInitialization.Auto);

        Assert.Contains(reason, result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_WithCommandsForTerminals_AreShownWithoutThem()
    {
        var (result, notes) = await CaseFiles.Score("names-esc.onnx", Noise, WeightInitialization.Auto);

        Assert.NotNull(result.Failure);
        Assert.DoesNotContain(notes.Append(result.Failure), text => text.Any(char.IsControl));
    }

    [Fact]
    public async Task Parameters_OfAModelWithAMaskAndATableOfTokens_AreThoseThatAreTrained()
    {
        var (result, _) = await CaseFiles.Score("mask.onnx", Noise, WeightInitialization.Auto, "parameters", "parameters-without-embeddings");

        Assert.Equal((432, 192), (result.Metrics["parameters"].Mean, result.Metrics["parameters-without-embeddings"].Mean));
    }

    [Fact]
    public void Latents_AreNoImages()
    {
        var model = OnnxModel.Read(CaseFiles.Find("latent.onnx"));
        var images = new RealSamples("images", _ => throw new InvalidOperationException(), _ => throw new InvalidOperationException(), new SampleOptions());

        var fault = Assert.Throws<InputException>(() => images.For(model));

        Assert.Contains("neither images nor tokens", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SizesOfFreeDimensions_CanBeNamed()
    {
        var named = new SampleOptions { Count = Samples, Sizes = ValueDictionary<int>.Create([KeyValuePair.Create("samples", 700)]) };

        var (guessed, _) = await CaseFiles.Score("audio.onnx", Noise, WeightInitialization.Auto);
        var (given, _) = await CaseFiles.Score("audio.onnx", new NoiseSamples(named), WeightInitialization.Auto, "neurons");

        Assert.NotNull(guessed.Failure);
        Assert.Equal(RemedyKind.GiveSizes, guessed.Remedy!.Kind);
        Assert.Equal("samples", guessed.Remedy.Subject);
        Assert.Equal(4 * 101, given.Metrics["neurons"].Mean);
    }
}

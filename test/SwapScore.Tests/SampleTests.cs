using System.Globalization;
using System.Text.RegularExpressions;
using SwapScore.Samples;

namespace SwapScore.Tests;

/// <summary>The samples run, and show what they promise.</summary>
public sealed partial class SampleTests
{
    [Fact]
    public async Task Scorer_ScoresNamesAndANetwork()
    {
        var lines = await RunAsync(ScorerSample.RunAsync);
        Assert.Equal(["DARTS_V2", "PDARTS", "GDAS_V1", "plain"], lines.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
        Assert.All(lines, line => Assert.Contains(" ± ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CustomSpace_IsStudiedSearchedWithinItsBudgetDrawnAndExported()
    {
        var lines = await RunAsync(CustomSpaceSample.RunAsync);
        Assert.StartsWith("Spearman with the accuracy of trained plain networks: ", lines[0], StringComparison.Ordinal);
        Assert.InRange(Numbers(lines[0])[0], 0.8, 1);
        Assert.StartsWith("best.onnx: ", lines[^3], StringComparison.Ordinal);
        Assert.StartsWith("best.svg: ", lines[^2], StringComparison.Ordinal);
        Assert.InRange(Numbers(lines[^1])[^1], 1, 10_000);
    }

    [Fact]
    public async Task CustomFitness_DearerMultiplyAdds_FindsSmallerNetworks()
    {
        var found = (await RunAsync(CustomFitnessSample.RunAsync)).Select(line => Numbers(line)[^1]).ToArray();
        Assert.True(found[0] > found[1] && found[1] > found[2], string.Join(' ', found));
    }

    [Fact]
    public async Task CustomStrategy_FindsMoreThanRandomSearch_WithinTheSameBudget()
    {
        var found = (await RunAsync(CustomStrategySample.RunAsync)).Select(Numbers).ToArray();
        Assert.True(found[0][0] > found[1][0], $"annealing {found[0][0]}, random {found[1][0]}");
        Assert.All(found, one => Assert.True(one[1] <= 500_000 && one[2] == 60, string.Join(' ', one)));
    }

    [Fact]
    public async Task CustomMetric_EngineAndOnnxRuntime_Agree()
    {
        var scores = (await RunAsync(CustomMetricSample.RunAsync)).Select(Numbers).ToArray();
        Assert.Equal(2, scores.Length);
        Assert.InRange(scores[0][0], 0.3, 0.7);
        Assert.Equal(scores[0][0], scores[1][0], 1e-3);
        Assert.InRange(scores[1][1] / scores[0][1], 0.99, 1.01);
    }

    [Fact]
    public async Task CustomGradientMetric_OfACellWithConvolutions_HasAStepForEachLayer()
    {
        var lines = (await RunAsync(CustomGradientMetricSample.RunAsync)).Select(Numbers).ToArray();
        Assert.Equal(2, lines.Length);
        Assert.All(lines, numbers => Assert.True(numbers[0] > 0 && numbers[1] > numbers[0], string.Join(' ', numbers)));
        Assert.NotEqual(lines[0][0], lines[1][0]);
    }

    [Fact]
    public async Task CustomBackEnd_HasTheScoresOfTheEngine()
    {
        var lines = await RunAsync(CustomBackEndSample.RunAsync);
        Assert.Equal(["swap", "nwot", "zen"], lines.Select(line => line.Split(':')[0]));
        Assert.All(lines.Select(Numbers), scores => Assert.InRange(scores[0] / scores[1], 0.99, 1.01));
        Assert.InRange(Numbers(lines[0])[0], 10, 1 << 8);
    }

    [Fact]
    public async Task Screening_KeepsATenth_WithMoreConvolutionsThanDrawn()
    {
        var lines = await RunAsync(ScreeningSample.RunAsync);
        Assert.Equal("20 of 200 kept", lines[0]);
        var shares = Numbers(Assert.Single(lines, line => line.StartsWith("sep_conv_5x5", StringComparison.Ordinal)));
        Assert.True(shares[^1] > shares[^2], string.Join(' ', shares));
    }

    [Fact(Explicit = true)]
    public async Task Reward_RisesAsThePolicyLearns()
    {
        var numbers = Numbers(Assert.Single(await RunAsync(RewardSample.RunAsync)));
        Assert.True(numbers[1] > numbers[0], string.Join(' ', numbers));
    }

    [Fact]
    public async Task Labels_TeachAPredictor()
    {
        var lines = await RunAsync(LabelsSample.RunAsync);
        Assert.Equal("architecture,logScore,parameters", lines[0]);
        Assert.InRange(Numbers(lines[^1])[^1], 0.5, 1);
    }

    private static async Task<string[]> RunAsync(Func<TextWriter, Task> sample)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        await sample(output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static double[] Numbers(string text) => [.. NumberPattern().Matches(text).Select(match => double.Parse(match.ValueSpan, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}

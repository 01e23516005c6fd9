namespace SwapScore.Onnx.Tests.Judge;

public sealed class RandomModelTests
{
    // The first model, and how many: a longer campaign is run by hand with other numbers.
    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("SWAPSCORE_JUDGE_FIRST"), out var first) ? first : 0;
    private static readonly int? Models = int.TryParse(Environment.GetEnvironmentVariable("SWAPSCORE_JUDGE_MODELS"), out var models) ? models : null;

    // Where a campaign notes every model; nowhere by default.
    private static readonly string? Log = Environment.GetEnvironmentVariable("SWAPSCORE_JUDGE_LOG");

    [Theory]
    [InlineData(20)]
    [InlineData(200, Explicit = true)]
    public async Task Scores_OfRandomModels_AreThoseOfOneSampleAtATime_OrRefused(int usually)
    {
        var count = Models ?? usually;
        var verdicts = new List<(ModelJudge.Verdict Verdict, string Detail)>();
        for (var number = First; number < First + count; number++)
        {
            verdicts.Add(await ModelJudge.Of(number));
            if (Log is not null) await File.AppendAllTextAsync(Log, $"{verdicts[^1].Verdict} {verdicts[^1].Detail}\n", TestContext.Current.CancellationToken);
        }

        foreach (var (verdict, times) in verdicts.CountBy(one => one.Verdict)) TestContext.Current.TestOutputHelper?.WriteLine($"{verdict}: {times}");
        Assert.Empty(verdicts.Where(one => one.Verdict == ModelJudge.Verdict.Different).Select(one => one.Detail));
        Assert.InRange(verdicts.Count(one => one.Verdict == ModelJudge.Verdict.Equal), count * 3 / 4, count);
    }
}

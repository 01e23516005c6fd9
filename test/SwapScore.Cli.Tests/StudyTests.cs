using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Studies;
using SwapScore.Tests.Studies;
using SwapScore.Truth;

namespace SwapScore.Cli.Tests;

public sealed class StudyTests : IDisposable
{
    private static readonly string[] Line =
        ["study", "darts", "--truth", "t.csv", "--metric", "swap,swap-regularised", "--repeats", "3", "--threads", "1"];

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    private string Rows => Path.Combine(_folder, "rows.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Study_Finished_WritesRowsInTableOrder()
    {
        var outcome = await new CommandRunner().RunAsync([.. Line, "--rows", Rows]);
        var rows = await File.ReadAllLinesAsync(Rows, TestContext.Current.CancellationToken);
        Assert.Equal("architecture,truth,swap,swap-regularised", rows[0]);
        Assert.Equal(Enumerable.Range(2, 3).Select(i => $"{i}"), rows[2..5].Select(row => row.Split(',')[0]));
        Assert.Equal(StudyRunner.Baselines.Length, outcome.Output.Split('\n').Count(line => line.Contains("baseline", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        Assert.Contains("warning: row 13: thirteen", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_Aggregate_IsAMetricOfTheReport()
    {
        var outcome = await new CommandRunner().RunAsync("study", "darts", "--truth", "t.csv", "--metric", "rank(swap,swap-regularised),swap", "--repeats", "3", "--output", _folder, "--json");
        var document = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(["rank(swap,swap-regularised)", "swap", "swap-regularised"], document["metrics"]!.AsObject().Take(3).Select(pair => pair.Key));
        Assert.Equal(-1, (double)document["agreements"]!["rank(swap,swap-regularised)"]!["swap"]!);
        Assert.Contains("warning: swap disagrees with the rest of rank(swap,swap-regularised)", outcome.Error, StringComparison.Ordinal);
        Assert.StartsWith("architecture,truth,swap,swap-regularised\n", Read(_folder, "rows.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_Aggregates_AreScoresOfEveryRowInTheFolder()
    {
        await new CommandRunner().RunAsync("study", "darts", "--truth", "t.csv", "--metric", "product(swap,nwot^2)", "--repeats", "1", "--output", _folder);
        var rows = Read(_folder, "rows.csv").TrimEnd().Split('\n').Select(row => row.Split(',')).ToArray();
        var aggregates = Read(_folder, "aggregates.csv").TrimEnd().Split('\n');
        Assert.Equal("architecture,truth,\"product(swap,nwot^2)\"", aggregates[0]);
        Assert.Equal(rows.Length, aggregates.Length);
        foreach (var (row, aggregate) in rows.Zip(aggregates.Select(line => line.Split(','))).Skip(1))
        {
            Assert.Equal(row[..2], aggregate[..2]);
            Assert.Equal(row[2].Length == 0, aggregate[2].Length == 0);
            if (row[2].Length == 0) continue;
            var expected = Number(row[2]) * Number(row[3]) * Number(row[3]);
            Assert.Equal(expected, Number(aggregate[2]), tolerance: 1e-12 * Math.Abs(expected));
        }

        static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Study_StatisticsForChoosing_AreTablesWithIntervals()
    {
        var outcome = await new CommandRunner().RunAsync([.. Line, "--statistics", "choosing", "--format", "md"]);
        GoldenText.Check("study-choosing-md", outcome.ToString());
    }

    /// <summary>Without the option their values are in the document all the same.</summary>
    [Fact]
    public async Task Study_Json_HoldsStatisticsForChoosingAndComparisons()
    {
        var plain = JsonNode.Parse((await new CommandRunner().RunAsync([.. Line, "--json"])).Output)!;
        var full = JsonNode.Parse((await new CommandRunner().RunAsync([.. Line, "--json", "--statistics", "choosing"])).Output)!;
        Assert.Equal((double)full["metrics"]!["swap"]!["choice"]!["top10Regret"]!["value"]!, (double)plain["metrics"]!["swap"]!["choice"]!["top10Regret"]!["value"]!);
        Assert.Null(plain["metrics"]!["swap"]!["choice"]!["top10Regret"]!["low"]);
        Assert.NotNull(full["metrics"]!["swap"]!["choice"]!["top10Regret"]!["low"]);
        Assert.Contains(plain["comparisons"]!.AsArray(), one => (string?)one!["first"] == "swap" && (string?)one["second"] == "parameters" && (double)one["difference"]! == 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(14)]
    public async Task Study_InterruptedAndResumed_LeavesTheSameBytes(int stopAfter)
    {
        var (whole, broken) = (Path.Combine(_folder, "whole"), Path.Combine(_folder, "broken"));
        var uninterrupted = await new CommandRunner().RunAsync([.. Line, "--output", whole, "--json"]);
        var stopping = new CommandRunner
        {
            Evaluator = interruption => new ToyEvaluator(done =>
            {
                if (done == stopAfter) interruption.Request(ExitCode.Terminated);
            }),
        };
        var interrupted = await stopping.RunAsync([.. Line, "--output", broken, "--json"]);
        var resumed = await new CommandRunner().RunAsync([.. Line, "--output", broken, "--json", "--resume"]);

        Assert.Equal(ExitCode.Terminated, interrupted.Code);
        Assert.Contains(
            $"swapscore {string.Join(' ', Line)} --output {broken} --json --resume\n", interrupted.Error, StringComparison.Ordinal);
        Assert.StartsWith($"resuming: {stopAfter} of 20", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(WithoutSeconds(uninterrupted.Output), WithoutSeconds(resumed.Output));
        foreach (var file in (string[])["rows.csv", "results.jsonl", "config.json", "report.json"])
            Assert.Equal(Read(whole, file), Read(broken, file));
    }

    [Fact]
    public async Task Study_ResumedWhenFinished_ReportsAgainWithoutWork()
    {
        var evaluator = new ToyEvaluator();
        var first = await new CommandRunner().RunAsync([.. Line, "--rows", Rows, "--json"]);
        var before = Read(_folder, "rows.csv");
        var again = await new CommandRunner { Evaluator = _ => evaluator }.RunAsync([.. Line, "--rows", Rows, "--json", "--resume"]);
        Assert.Equal(WithoutSeconds(first.Output), WithoutSeconds(again.Output));
        Assert.Equal(before, Read(_folder, "rows.csv"));
        Assert.Empty(evaluator.Asked);
    }

    [Fact]
    public async Task Study_ResumedFromAnEarlierVersion_IsRefusedBeforeSettingsAreCompared()
    {
        await new CommandRunner().RunAsync([.. Line, "--output", _folder]);
        var configuration = Path.Combine(_folder, "config.json");
        File.WriteAllText(configuration, """{ "schemaVersion": 1, "seed": 0 }""");
        var outcome = await new CommandRunner().RunAsync([.. Line, "--output", _folder, "--resume"]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(
            $"cannot resume: the study of {configuration} was written by an earlier version of swapscore, whose documents have schemaVersion 1 where this one has 2",
            outcome.Error,
            StringComparison.Ordinal);
        Assert.Contains("resume it with the version that wrote it, or start again with --force", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_ResumedWithOtherSettings_NamesWhatDiffers()
    {
        await new CommandRunner().RunAsync([.. Line, "--rows", Rows]);
        var outcome = await new CommandRunner().RunAsync([.. Line, "--rows", Rows, "--resume", "--seed", "4", "--batch-size", "8"]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("options.seed was 0 and is 4; batch.size was 16 and is 8; batch.fingerprint was", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_ResumedWithOtherThreads_GoesOn()
    {
        await new CommandRunner().RunAsync([.. Line, "--rows", Rows]);
        var outcome = await new CommandRunner().RunAsync(["study", "darts", "--truth", "elsewhere/t.csv", .. Line[4..^1], "5", "--rows", Rows, "--resume"]);
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
    }

    [Fact]
    public async Task Study_RowsExist_AreKeptUnlessForced()
    {
        await File.WriteAllTextAsync(Rows, "precious", TestContext.Current.CancellationToken);
        var refused = await new CommandRunner().RunAsync([.. Line, "--rows", Rows]);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("hint: add --resume to go on with it, or --force to replace it", refused.Error, StringComparison.Ordinal);
        Assert.Equal("precious", Read(_folder, "rows.csv"));
        Assert.Equal(ExitCode.PartlyFailed, (await new CommandRunner().RunAsync([.. Line, "--rows", Rows, "--force"])).Code);
    }

    [Fact]
    public async Task Study_RunFolderUsed_IsKeptEvenWhenTheRowsGoElsewhere()
    {
        await new CommandRunner().RunAsync([.. Line, "--output", _folder]);
        var refused = await new CommandRunner().RunAsync([.. Line, "--output", _folder, "--rows", Path.Combine(_folder, "other.csv")]);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("results.jsonl exists already", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_Replaced_LeavesNoReportOfTheEarlierRun()
    {
        await new CommandRunner().RunAsync([.. Line, "--output", _folder]);
        var stopping = new CommandRunner { Evaluator = interruption => new ToyEvaluator(_ => interruption.Request(ExitCode.Interrupted)) };
        await stopping.RunAsync([.. Line, "--output", _folder, "--force"]);
        Assert.False(File.Exists(Path.Combine(_folder, "report.json")));
    }

    /// <summary>Commands that are written for all spaces name the task everywhere.</summary>
    [Fact]
    public async Task Study_TaskOfASpaceWithOne_CanBeNamed()
    {
        Assert.Equal(ExitCode.PartlyFailed, (await new CommandRunner().RunAsync([.. Line, "--task", new ToySpace().Tasks[0].Name])).Code);
        var refused = await new CommandRunner().RunAsync([.. Line, "--task", "jigsaw"]);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("has no task 'jigsaw'", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_RowsOverTheTruth_AreRefused() =>
        Assert.Equal(ExitCode.Usage, (await new CommandRunner().RunAsync([.. Line, "--rows", "t.csv", "--force"])).Code);

    [Theory]
    [InlineData("--rows")]
    [InlineData("--output")]
    public async Task Study_UnwritableOutput_IsSeenBeforeWork(string option)
    {
        var evaluator = new ToyEvaluator();
        var outcome = await new CommandRunner { Evaluator = _ => evaluator }.RunAsync([.. Line, option, "/proc/none/x"]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.StartsWith("error: cannot write", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(evaluator.Asked);
    }

    [Fact]
    public async Task Study_FullDevice_IsOneLineAndExit1()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full");
        var outcome = await new CommandRunner().RunAsync([.. Line, "--rows", "/dev/full"]);
        Assert.Equal(ExitCode.Failed, outcome.Code);
        Assert.StartsWith("error: cannot write /dev/full: no space is left on the disk", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Study_UnusableRow_StopsBeforeWorkUnlessSkipped()
    {
        var truth = new TruthRow[] { new(1, "1", 50), new(2, "banana", 51), new(3, "3", 52), new(4, "4", 49) };
        var stopped = await new CommandRunner { Truth = truth }.RunAsync(Line);
        var skipped = await new CommandRunner { Truth = truth }.RunAsync([.. Line, "--skip-invalid", "--json"]);
        Assert.Equal(ExitCode.Input, stopped.Code);
        Assert.StartsWith("error: t.csv: row 2: 'banana' is no toy", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.PartlyFailed, skipped.Code);
        var report = JsonNode.Parse(skipped.Output)!;
        Assert.Equal(3, (int)report["architectures"]!);
        Assert.Equal(2, (int)report["failures"]![0]!["row"]!);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("md")]
    [InlineData("json")]
    public async Task Study_EveryFormat_IsAsReviewed(string format) =>
        GoldenText.Check($"study-{format}", (await new CommandRunner().RunAsync([.. Line, "--limit", "12", "--format", format])).Output);

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file));

    private static string WithoutSeconds(string report)
    {
        var json = JsonNode.Parse(report)!.AsObject();
        Assert.True(json.Remove("seconds"));
        return json.ToJsonString();
    }
}

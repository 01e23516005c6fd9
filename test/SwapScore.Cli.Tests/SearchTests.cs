using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Tests.Studies;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

public sealed class SearchTests : IDisposable
{
    private static readonly string[] Line =
        ["search", "--evaluations", "40", "--population", "10", "--mutations", "4", "--repeats", "2", "--threads", "1"];

    private readonly StringWriter _error = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose()
    {
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Search_Toys_FindsTheLargest()
    {
        // The score of a toy rises with its channels; thirteen fail and are passed over.
        var outcome = await new CommandRunner().RunAsync([.. Line, "--algorithm", "swap-nas"]);
        Assert.Equal(ExitCode.Success, outcome.Code);
        GoldenText.Check("search", outcome.Output);
        Assert.Contains("40 different architectures scored", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>A drawing of what was found, where the report is, and what to type next.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Search_End_LeadsOn(bool allowsNone)
    {
        var folder = Path.Combine(_folder, "run");
        string[] line = ["search", "--evaluations", "12", "--population", "6", "--repeats", "1", "--batch-size", "4", "--output", folder, .. allowsNone ? (string[])["--allow-none"] : []];
        var outcome = await new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync(line);
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.EndsWith("  2, 3, 4, 5 ──▶ output\n\n", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n    1  #\d+ +\d", outcome.Output);
        Assert.Contains($"the report is {Path.Combine(folder, "report.html")}\nnext: swapscore export {folder} --network full --output found.onnx\n", outcome.Error, StringComparison.Ordinal);
        var config = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "config.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(allowsNone ? "darts-both" : "darts-without-none", (string?)config["space"]);
        Assert.Equal(ExitCode.Success, (await new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync("export", folder)).Code);
    }

    [Fact]
    public async Task Search_Objectives_EndsWithTheirFrontAsFiles()
    {
        var folder = Path.Combine(_folder, "front");
        var outcome = await new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync(
            "search", "--space", "nasbench201", "--objectives", "score,latency,memory", "--max-latency", "10000", "--evaluations", "12", "--population", "6",
            "--repeats", "1", "--batch-size", "4", "--metric", "swap", "--output", folder, "--export-front");
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Contains("The front of score/latency/memory", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("measured again:", outcome.Output, StringComparison.Ordinal);
        var result = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "result.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(["score", "latency", "memory"], result["objectives"]!.AsArray().Select(name => (string?)name));
        var front = result["front"]!.AsArray().Select(one => $"{one!["number"]}.onnx").ToList();
        Assert.All(result["front"]!.AsArray(), one => Assert.True((double)one!["latencyAgain"]!["median"]! > 0));
        Assert.Equal(front.Order(), Directory.GetFiles(Path.Combine(folder, "front"), "*.onnx").Select(path => Path.GetFileName(path)).Order());
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "front", "front.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("file,architecture,score,latency,memory", lines[0]);
        Assert.Equal(front, lines.Skip(1).Select(line => line.Split(',')[0]));
    }

    [Theory]
    [InlineData("--objectives takes some of score", "--objectives", "score,depth")]
    [InlineData("the score and at least one more", "--objectives", "latency,memory")]
    [InlineData("cannot be used with --paper", "--paper", "--objectives", "score,memory")]
    [InlineData("cannot be used with --no-output", "--no-output", "--export-front")]
    public async Task Search_ObjectivesThatAreNone_IsRefused(string part, params string[] line)
    {
        var outcome = await new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync(["search", .. line]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(part, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "--fitness", "adaptive")]
    [InlineData(17, "--fitness", "adaptive")]
    [InlineData(30, "--fitness", "adaptive")]
    [InlineData(17, "--metric", "rank(swap,nwot,parameters)")]
    [InlineData(17, "--metric", "product(swap,parameters^-0.5)")]
    public async Task Search_InterruptedAndResumed_LeavesTheSameBytes(int stopAfter, params string[] fitness)
    {
        var (whole, broken) = (Path.Combine(_folder, "whole"), Path.Combine(_folder, "broken"));
        var uninterrupted = await new CommandRunner().RunAsync([.. Line, "--output", whole, "--json", .. fitness]);
        var stopping = new CommandRunner
        {
            Evaluator = interruption => new ToyEvaluator(done =>
            {
                if (done >= stopAfter) interruption.Request(ExitCode.Terminated);
            }),
        };
        string[] line = [.. Line, "--output", broken, "--json", .. fitness];
        var interrupted = await stopping.RunAsync(line);
        Assert.Equal(ExitCode.Terminated, interrupted.Code);
        Assert.Contains("--resume", interrupted.Error, StringComparison.Ordinal);

        // A line torn by a kill is cut off.
        await File.AppendAllTextAsync(Path.Combine(broken, "history.jsonl"), "{\"number\":9", TestContext.Current.CancellationToken);
        var resumed = await new CommandRunner().RunAsync([.. line, "--resume"]);
        Assert.Equal(uninterrupted.Output, resumed.Output);
        foreach (var file in (string[])["history.jsonl", "config.json", "result.json"])
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(whole, file), TestContext.Current.CancellationToken),
                await File.ReadAllTextAsync(Path.Combine(broken, file), TestContext.Current.CancellationToken));
        Assert.Equal(40, (int)JsonNode.Parse(resumed.Output)!["scored"]!);
    }

    /// <summary>Something is in the way of the result.</summary>
    [Fact]
    public async Task Search_FilesThatCannotBeWrittenAtTheEnd_LeaveTheTable()
    {
        var folder = Path.Combine(_folder, "run");
        var outcome = await new CommandRunner
        {
            Evaluator = _ => new ToyEvaluator(done =>
            {
                if (done == 5) Directory.CreateDirectory(Path.Combine(folder, "result.json", "in the way"));
            }),
        }.RunAsync([.. Line, "--output", folder]);
        Assert.Equal(ExitCode.Failed, outcome.Code);
        Assert.Contains(" Rank  Network", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("error: cannot write", outcome.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
    }

    [Fact]
    public async Task Search_ResumeWithOtherSettings_IsRefusedByName()
    {
        string[] line = [.. Line, "--output", Path.Combine(_folder, "run")];
        await new CommandRunner().RunAsync(line);
        Assert.Contains("holds a search already", (await new CommandRunner().RunAsync(line)).Error, StringComparison.Ordinal);
        var other = await new CommandRunner().RunAsync([.. line, "--resume", "--seed", "5", "--algorithm", "aging"]);
        Assert.Equal(ExitCode.Usage, other.Code);
        Assert.Contains("the search was started with other settings: options.seed was 0 and is 5; algorithm was \"swap-nas\" and is \"aging\"", other.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await new CommandRunner().RunAsync([.. line, "--force"])).Code);
    }

    [Theory]
    [InlineData("--fitness cannot be used with rank(swap,nwot)", "--metric", "rank(swap,nwot)", "--fitness", "plain")]
    [InlineData("--weights cannot be used with rank(swap,nwot)", "--metric", "rank(swap,nwot)", "--weights", "1,2")]
    [InlineData("rank(swap,nwot) is not the first of --metric", "--metric", "swap,rank(swap,nwot)")]
    public async Task Search_WhatDoesNotFitAnAggregate_IsRefused(string message, params string[] options)
    {
        var outcome = await new CommandRunner().RunAsync([.. Line, "--no-output", .. options]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Aggregate_SaysWhichMetricsDisagree()
    {
        var outcome = await new CommandRunner().RunAsync([.. Line, "--no-output", "--metric", "rank(swap,swap-regularised)", "--json"]);
        Assert.Equal("rank(swap,swap-regularised)", (string?)JsonNode.Parse(outcome.Output)!["fitness"]);
        Assert.Equal(-1, (double)JsonNode.Parse(outcome.Output)!["agreements"]!["swap"]!);
        Assert.Contains("warning: swap disagrees with the rest of rank(swap,swap-regularised)", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_MaxMemory_KeepsAllWithinIt()
    {
        // The input has 48 values, and so has each channel 16 before and after its activation function.
        var outcome = await new CommandRunner().RunAsync([.. Line, "--no-output", "--max-memory", "0.005", "--json"]);
        var found = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(5000, (long)found["maximumMemory"]!);
        Assert.All(found["population"]!.AsArray(), one => Assert.True(4 * 2 * 16 * long.Parse($"{one!["architecture"]}".Split('=', ')')[1], System.Globalization.CultureInfo.InvariantCulture) <= 5000));
    }

    [Fact]
    public async Task Search_LatencyTableThatIsNotThere_SaysSo()
    {
        var outcome = await new CommandRunner().RunAsync([.. Line, "--no-output", "--max-latency", "1", "--latency-table", Path.Combine(_folder, "none.csv")]);
        Assert.Equal(ExitCode.Input, outcome.Code);
        Assert.Contains("none.csv", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_DamagedHistory_SaysWhere()
    {
        string[] line = [.. Line, "--output", Path.Combine(_folder, "run")];
        await new CommandRunner().RunAsync(line);
        await File.WriteAllTextAsync(Path.Combine(_folder, "run", "history.jsonl"), "nonsense\n", TestContext.Current.CancellationToken);
        var outcome = await new CommandRunner().RunAsync([.. line, "--resume"]);
        Assert.Equal(ExitCode.Input, outcome.Code);
        Assert.Contains("history.jsonl, line 1", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>Without options the best score that needs no other candidates is maximised; the paper's fitness has to be asked for.</summary>
    [Theory]
    [InlineData("swap-plus", 2, "the score alone")]
    [InlineData("swap", 2, "regularised with μ 2.673 and σ 7.001 thousand parameters", "--metric", "swap")]
    [InlineData("swap", 2, "regularised with μ 2 and σ 3 thousand parameters", "--fitness", "regularised", "--mu", "2", "--sigma", "3")]
    [InlineData("swap", 2, "regularised adaptively", "--fitness", "adaptive")]
    [InlineData("swap", 2, "regularised with μ 2.673 and σ 7.001 thousand parameters", "--paper")]
    [InlineData("swap", 32, "regularised with μ 2 and σ 7.001 thousand parameters", "--paper", "--mu", "2")]
    public async Task Search_Fitness_IsWhatIsAskedFor(string metric, int repeats, string fitness, params string[] options)
    {
        var line = repeats == 2 ? Line : [.. Line.Where((_, i) => i is not (7 or 8))];
        var config = JsonNode.Parse((await new CommandRunner().RunAsync([.. line, "--no-output", "--json", .. options])).Output)!;
        Assert.Equal([metric], config["options"]!["metrics"]!.AsArray().Select(name => (string?)name));
        Assert.Equal((repeats, fitness, "swap-nas"), ((int)config["options"]!["repeats"]!, (string?)config["fitness"], (string?)config["algorithm"]));
    }

    /// <summary>Folders of versions that maximised swap by default: the same line refuses them, and naming what they were started with goes on.</summary>
    [Fact]
    public async Task Search_ResumeOfAnotherDefault_IsRefusedInOneLine()
    {
        string[] line = [.. Line, "--output", Path.Combine(_folder, "run")];
        var started = await new CommandRunner().RunAsync([.. line, "--metric", "swap", "--json"]);
        var refused = await new CommandRunner().RunAsync([.. line, "--resume", "--json"]);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains(
            "the search was started with other settings: options.metrics was [\"swap\"] and is [\"swap-plus\"]; fitness was", Assert.Single(refused.Error.Split('\n'), row => row.StartsWith("error: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(started.Output, (await new CommandRunner().RunAsync([.. line, "--resume", "--metric", "swap", "--json"])).Output);
    }

    [Theory]
    [InlineData("--metric cannot be used with --paper", "--paper", "--metric", "swap")]
    [InlineData("--fitness cannot be used with --paper", "--paper", "--fitness", "plain")]
    [InlineData("--algorithm cannot be used with --paper", "--paper", "--algorithm", "aging")]
    [InlineData("μ and σ are given, but what is maximized has none", "--mu", "1.2")]
    [InlineData("μ and σ are given, but what is maximized has none", "--metric", "rank(swap,nwot)", "--sigma", "1.2")]
    [InlineData("do not fill a population", "--evaluations", "5")]
    [InlineData("hint: add --population 5, or use --evaluations 10 or more", "--evaluations", "5")]
    [InlineData("hint: use --evaluations 10 or more", "--evaluations", "1")]
    [InlineData("no architecture of darts has at most 10 parameters", "--max-parameters", "10")]
    [InlineData("the cheapest one found needs 27 parameters: Toy(channels=1)", "--max-parameters", "10")]
    [InlineData("no architecture of darts has at most 100 bytes of activations", "--max-memory", "0.0001")]
    [InlineData("--latency-table t.csv would not be used", "--latency-table", "t.csv")]
    [InlineData("250 different architectures are asked for, but darts has 99", "--evaluations", "250")]
    [InlineData("one alone cannot evolve", "--population", "1")]
    [InlineData("--faithful cannot be used with --space darts", "--faithful", "--space", "darts")]
    [InlineData("unknown search space 'magic'", "--faithful", "--space", "magic")]
    [InlineData("--allow-none cannot be used with --space darts", "--allow-none", "--space", "darts")]
    [InlineData("--weights cannot be used without --fitness ranks", "--weights", "1")]
    [InlineData("--weights has 2 numbers, --metric 1 metrics", "--fitness", "ranks", "--weights", "1,2")]
    [InlineData("--evaluations cannot be used with --algorithm exhaustive", "--algorithm", "exhaustive")]
    [InlineData("--resume and --force exclude each other", "--resume", "--force")]
    [InlineData("--output and --no-output exclude each other", "--output", "x", "--no-output")]
    [InlineData("--max-latency takes a positive number, not '-3'", "--max-latency", "-3")]
    [InlineData("--weights takes numbers separated by commas, not 'a'", "--fitness", "ranks", "--weights", "a")]
    [InlineData("--resume cannot be used without --output", "--resume")]
    [InlineData("2 … 10 members", "--tournament", "11")]
    [InlineData("one alone is no contest", "--tournament", "1")]
    public async Task Search_WrongArguments_SaysSo(string message, params string[] more)
    {
        var line = new List<string>(Line);
        if (line.IndexOf(more[0]) is >= 0 and var given) line.RemoveRange(given, 2);
        var outcome = await new CommandRunner().RunAsync([.. line, .. more]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_NothingCanBeScored_SaysWhy()
    {
        using var interruption = new Interruption();
        var code = await CommandLine.RunAsync(
            ["search", "--metric", "attention-confidence", "--repeats", "1", "--no-output", "-q"],
            new Terminal { In = TextReader.Null, Out = TextWriter.Null, Error = _error, Width = null }, WorkflowContext.Standard, interruption);
        Assert.Equal((int)ExitCode.Usage, code);
        Assert.Contains("no architecture could be scored: darts-scoring-both reads no tokens", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_MoreThanCanBeScored_EndsWithAWarning()
    {
        var outcome = await new CommandRunner().RunAsync("search", "--evaluations", "99", "--population", "10", "--repeats", "1", "--threads", "1");
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Contains("98 different architectures scored", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("warning: nothing new was found any more", outcome.Error, StringComparison.Ordinal);
    }
}

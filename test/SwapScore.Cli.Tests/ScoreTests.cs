using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Tests.Studies;

namespace SwapScore.Cli.Tests;

public sealed class ScoreTests
{
    [Fact]
    public async Task Score_NoArchitecture_RanksTheNamedOnesBestFirst()
    {
        var outcome = await new CommandRunner().RunAsync("score", "--repeats", "2", "--threads", "3");
        GoldenText.Check("score", outcome.ToString());
        Assert.Equal(ExitCode.Success, outcome.Code);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("md")]
    [InlineData("json")]
    public async Task Score_EveryFormat_IsAsReviewed(string format) =>
        GoldenText.Check($"score-{format}", (await new CommandRunner().RunAsync(
            "score", "5", "SMALL", "30", "--metric", "swap,swap-regularised,parameters", "--repeats", "2", "--threads", "1", "--format", format)).Output);

    [Fact]
    public async Task Score_NamedLine_KeepsItsName()
    {
        var outcome = await new CommandRunner { Input = "DrToy = Toy(channels=5)\nToy(channels=7)\n" }.RunAsync("score", "--file", "-", "--json");
        Assert.Contains("\"name\": \"DrToy\"", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\"architecture\": \"Toy(channels=5)\"", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_UnderflownMetric_RanksByItsLogarithm()
    {
        var outcome = await new CommandRunner().RunAsync("score", "30", "5", "20", "--metric", "swap-regularised", "--format", "csv", "-q");
        Assert.Equal(
            ["architecture", "Toy(channels=5)", "Toy(channels=20)", "Toy(channels=30)"],
            outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[1]));
        Assert.Empty(outcome.Error);
    }

    [Theory]
    [InlineData("there is no file or folder models/", (int)ExitCode.Input, "models/")]
    [InlineData("there is no file or folder ./absent", (int)ExitCode.Input, "5", "./absent")]
    [InlineData("there is no file or folder nets.txt", (int)ExitCode.Input, "nets.txt")]
    [InlineData("there is no file or folder weights.PTH", (int)ExitCode.Input, "weights.PTH")]
    [InlineData("there is no file or folder models/", (int)ExitCode.Input, "a.onnx", "models/")]
    [InlineData("cannot read nets.txt: there is no such file", (int)ExitCode.Input, "--file", "nets.txt")]
    [InlineData("'RESNET' is an architecture of the space nasbench101, not of darts", (int)ExitCode.Usage, "RESNET")]
    [InlineData("the space darts has no architecture 'SMAL'", (int)ExitCode.Usage, "SMAL")]
    public async Task Score_WhatIsNoArchitecture_IsNamedForWhatItIs(string message, int code, params string[] arguments)
    {
        var outcome = await new CommandRunner().RunAsync(["score", .. arguments]);
        Assert.Equal((ExitCode)code, outcome.Code);
        Assert.StartsWith($"error: {message}", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("--vocab", "vocab.txt")]
    [InlineData("--text-field", "body")]
    [InlineData("--sequence-length", "8")]
    public async Task Score_OptionForTextsWithImages_IsRefused(string option, string value)
    {
        var outcome = await new CommandRunner().RunAsync("score", "5", option, value);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Equal($"error: {option} is for texts, and the task toys takes images\nhint: leave it out\n", outcome.Error);
    }

    [Fact]
    public async Task Score_AListAsAnArgument_SaysHowItIsRead()
    {
        var list = Path.GetTempFileName();
        var outcome = await new CommandRunner().RunAsync("score", list);
        File.Delete(list);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("read a list of architectures with --file", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>What was scored before the user stopped is shown.</summary>
    [Fact]
    public async Task Score_Stopped_ShowsWhatIsScoredAndExits130()
    {
        var runner = new CommandRunner { Evaluator = interruption => new ToyEvaluator(done => { if (done == 2) interruption.Request(ExitCode.Interrupted); }) };

        var outcome = await runner.RunAsync("score", "1", "2", "3", "4");

        Assert.Equal(ExitCode.Interrupted, outcome.Code);
        Assert.Contains("interrupted: 2 of 4 networks are scored", outcome.Error);
        Assert.NotEmpty(outcome.Output);
    }

    [Fact]
    public async Task Score_FailedArchitecture_IsARowWithItsReasonAndExit4()
    {
        var outcome = await new CommandRunner().RunAsync("score", "13", "5", "--json");
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        var results = JsonNode.Parse(outcome.Output)!["results"]!.AsArray();
        Assert.Equal("Toy(channels=5)", (string?)results[0]!["architecture"]);
        Assert.Equal("thirteen", (string?)results[1]!["failure"]);
        Assert.Contains("warning: Toy(channels=13) has no score: thirteen", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Score_Aggregate_RanksByIt(string format) => GoldenText.Check($"score-aggregate-{format}", (await new CommandRunner().RunAsync(
        "score", "5", "SMALL", "30", "7", "13", "6", "--metric", "rank(swap,parameters),product(swap,parameters^-0.5)", "--repeats", "2", "--threads", "1", "--format", format)).ToString());

    /// <summary>The toys' swap grows with their size, the logarithm of their regularised score falls.</summary>
    [Theory]
    [InlineData("swap", "mostly size: swap ranks these networks as live-flops (Spearman 1.00)")]
    [InlineData("swap-regularised", "mostly size: swap-regularised ranks these networks against live-flops (Spearman -1.00)")]
    [InlineData("rank(swap,swap-regularised)", "swap disagrees with the rest of rank(swap,swap-regularised): Spearman -1.00 with the others together")]
    public async Task Score_OrderOfSizeOrPartsThatDisagree_IsSaid(string metric, string sentence) =>
        Assert.Contains(sentence, (await new CommandRunner().RunAsync("score", "3", "9", "30", "7", "6", "--metric", metric)).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("depth", "3", "9", "30", "7", "6")]
    [InlineData("swap", "3", "9", "30", "7")]
    public async Task Score_SizesOrFewNetworks_SayNothingOfSize(string metric, params string[] networks) => Assert.DoesNotContain(
        "mostly size", (await new CommandRunner().RunAsync(["score", .. networks, "--metric", metric])).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Score_Json_BeginsWithItsSchemaVersion()
    {
        var outcome = await new CommandRunner().RunAsync("score", "--json");
        Assert.Equal("schemaVersion", JsonNode.Parse(outcome.Output)!.AsObject().First().Key);
    }

    [Fact]
    public async Task Score_ListOnStandardInput_SkipsCommentsAndEmptyLines()
    {
        var runner = new CommandRunner { Input = "# mine\n5\n\n  7 # the seventh\r\nLARGE\n" };
        var outcome = await runner.RunAsync("score", "--file", "-", "--format", "csv");
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Equal(4, outcome.Output.Count(c => c == '\n'));
        Assert.Contains("Toy(channels=40),LARGE,", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_MalformedLines_AreNamedByNumber()
    {
        var outcome = await new CommandRunner { Input = "5\nbanana\n# fine\n200\n" }.RunAsync("score", "--file", "-");
        GoldenText.Check("error-list", outcome.ToString());
        Assert.Equal(ExitCode.Input, outcome.Code);
    }

    [Fact]
    public async Task Score_MalformedLinesToBeSkipped_CostThemselvesAlone()
    {
        var outcome = await new CommandRunner { Input = "5\nbanana\n# fine\n200\n7\n" }.RunAsync("score", "--file", "-", "--skip-invalid", "--format", "csv");
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        Assert.Equal(3, outcome.Output.Count(c => c == '\n'));
        Assert.Contains("warning: left out: line 2: 'banana'", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("warning: left out: line 4: '200'", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json and --format exclude each other", "--json", "--format", "csv")]
    [InlineData("--skip-invalid cannot be used without --file", "--skip-invalid")]
    public async Task Score_ContradictoryOptions_AreRefused(string message, params string[] options)
    {
        var outcome = await new CommandRunner().RunAsync(["score", .. options]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_FormatNamedTwiceTheSame_IsNoContradiction() =>
        Assert.Equal(ExitCode.Success, (await new CommandRunner().RunAsync("score", "--json", "--format", "json")).Code);

    [Fact]
    public async Task Score_MissingList_IsAnInputFault() =>
        Assert.Equal(ExitCode.Input, (await new CommandRunner().RunAsync("score", "--file", "/no/such/list.txt")).Code);

    [Fact]
    public async Task Score_NarrowTerminal_KeepsNumbersWhole()
    {
        var outcome = await new CommandRunner { Width = 44 }.RunAsync("score", "--repeats", "2", "--metric", "swap");
        GoldenText.Check("score-narrow", outcome.Output);
        Assert.All(outcome.Output.Split('\n'), line => Assert.True(line.Length <= 44, line));
    }

    [Fact]
    public async Task Score_StandardOutputFull_IsOneLineAndExit1()
    {
        using var full = new StreamWriter(new FullStream()) { AutoFlush = true };
        var outcome = await new CommandRunner { Out = full }.RunAsync("score", "-q");
        Assert.Equal(ExitCode.Failed, outcome.Code);
        Assert.Equal("error: cannot write the results to stdout: No space left on device\n", outcome.Error);
    }

    [Fact]
    public async Task Score_UnexpectedFault_SaysHowToSeeTheTrace()
    {
        var outcome = await new CommandRunner { Evaluator = _ => throw new InvalidOperationException("broken\nin two") }.RunAsync("score");
        GoldenText.Check("error-unexpected", outcome.ToString());
        Assert.Equal(ExitCode.Failed, outcome.Code);
    }
}

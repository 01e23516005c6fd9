using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Tests.Studies;

namespace SwapScore.Cli.Tests;

public sealed class ScreenTests
{
    [Fact]
    public async Task Screen_MalformedLinesToBeSkipped_CostThemselvesAlone()
    {
        var outcome = await new CommandRunner { Input = "5\nbanana\n7\n" }.RunAsync("screen", "--file", "-", "--skip-invalid", "--keep", "100%", "--format", "csv");
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        Assert.Equal(3, outcome.Output.Count(c => c == '\n'));
        Assert.Contains("warning: left out: line 2: 'banana'", outcome.Error, StringComparison.Ordinal);
    }

    private static readonly string[] Line = ["screen", "--repeats", "2", "--threads", "1"];

    [Theory]
    [InlineData("10%", 2)]
    [InlineData("3", 3)]
    [InlineData("100%", 20)]
    [InlineData("1000", 20)]
    public async Task Screen_AList_KeepsTheBest(string keep, int kept)
    {
        // Twenty toys, the third twice: the score of a toy rises with its channels.
        var list = string.Join('\n', Enumerable.Range(20, 20).Append(22));
        var outcome = await new CommandRunner { Input = list }.RunAsync([.. Line, "--file", "-", "--keep", keep, "--json"]);
        Assert.Equal(ExitCode.Success, outcome.Code);
        var document = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(21, (int)document["candidates"]!);
        Assert.Equal(20, (int)document["different"]!);
        Assert.Equal(
            Enumerable.Range(0, kept).Select(i => $"Toy(channels={39 - i})"),
            document["kept"]!.AsArray().Select(one => (string)one!["architecture"]!));
    }

    [Fact]
    public async Task Screen_ASample_IsWrittenAsCsv()
    {
        var outcome = await new CommandRunner().RunAsync([.. Line, "--sample", "50", "--keep", "4", "--metric", "swap,nwot", "--fitness", "ranks", "--format", "csv"]);
        var rows = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("rank,architecture,logScore,logScore.standardError,nwot,nwot.standardError,fitness,fitness.standardError,parameters,number", rows[0]);
        Assert.Equal(5, rows.Length);
        Assert.StartsWith("4 of ", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>What was scored before the user stopped is kept.</summary>
    [Fact]
    public async Task Screen_Stopped_KeepsTheBestOfWhatIsScoredAndExits130()
    {
        var runner = new CommandRunner
        {
            Input = "5\n9\n7\n6\n",
            Evaluator = interruption => new ToyEvaluator(done => { if (done == 2) interruption.Request(ExitCode.Interrupted); }),
        };

        var outcome = await runner.RunAsync([.. Line, "--file", "-", "--keep", "1", "--format", "csv"]);

        Assert.Equal(ExitCode.Interrupted, outcome.Code);
        Assert.Equal("Toy(channels=9)", outcome.Output.Split('\n')[1].Split(',')[1]);
        Assert.Contains("interrupted: 2 of 4 architectures are scored", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_Aggregate_KeepsTheBestByIt()
    {
        // Swap grows as the root of the size: per parameter the smallest is best.
        var outcome = await new CommandRunner { Input = "12\n9\n14\n30\n6" }.RunAsync([.. Line, "--file", "-", "--keep", "2", "--metric", "product(swap,parameters^-1)", "--json"]);
        var document = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(["Toy(channels=6)", "Toy(channels=9)"], document["kept"]!.AsArray().Select(one => (string)one!["architecture"]!));
        Assert.Equal("product(swap,parameters^-1)", (string?)document["fitness"]);
        Assert.Equal(["swap", "parameters"], document["kept"]![0]!["scores"]!.AsObject().Select(pair => pair.Key));
        Assert.Contains("warning: swap disagrees with the rest of product(swap,parameters^-1)", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_OneThatFails_IsReported()
    {
        var outcome = await new CommandRunner { Input = "12\n13\n14\n" }.RunAsync([.. Line, "--file", "-", "--keep", "100%"]);
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        Assert.Contains("1 architectures could not be scored; the first: thirteen", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--keep takes a number of at least 1 or a part such as 10%, not '0'", "--keep", "0")]
    [InlineData("not '200%'", "--keep", "200%")]
    [InlineData("--file and --sample exclude each other", "--file", "-", "--sample", "3")]
    [InlineData("standard input holds no architecture", "--file", "-")]
    public async Task Screen_WrongArguments_SaysSo(string message, params string[] more)
    {
        var outcome = await new CommandRunner().RunAsync([.. Line, .. more]);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.NotEqual(ExitCode.Success, outcome.Code);
    }
}

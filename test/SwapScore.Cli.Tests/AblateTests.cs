using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Tests.Studies;

namespace SwapScore.Cli.Tests;

public sealed class AblateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    private string[] Line => ["ablate", "--truth", "t.csv", "--output", _folder, "--batch-size", "4,8", "--repeats", "1,2", "--seeds", "3"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("md")]
    [InlineData("json")]
    public async Task Ablate_EveryFormat_IsAsReviewed(string format)
    {
        var outcome = await new CommandRunner().RunAsync([.. Line, "--limit", "12", "--format", format]);
        GoldenText.Check($"ablate-{format}", outcome.Output);
        Assert.Equal(ExitCode.Success, outcome.Code);
        if (format == "json") Assert.Equal(outcome.Output, File.ReadAllText(Path.Combine(_folder, "ablation.json")));
        if (format == "csv") Assert.Equal(outcome.Output, File.ReadAllText(Path.Combine(_folder, "ablation.csv")));
    }

    [Fact]
    public async Task Ablate_Interrupted_TheSameCommandGoesOn()
    {
        var stopping = new CommandRunner
        {
            Evaluator = interruption => new ToyEvaluator(done =>
            {
                if (done == 5) interruption.Request(ExitCode.Interrupted);
            }),
        };
        var interrupted = await stopping.RunAsync(Line);
        Assert.Equal(ExitCode.Interrupted, interrupted.Code);
        Assert.Contains("the same command goes on", interrupted.Error, StringComparison.Ordinal);
        var rest = new ToyEvaluator();
        var resumed = await new CommandRunner { Evaluator = _ => rest }.RunAsync(Line);
        Assert.Equal(4 * 3 * 20 - 5, rest.Asked.Count);
        Assert.Equal(ExitCode.PartlyFailed, resumed.Code);
        Assert.Contains("thirteen", resumed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ablate_GridFile_OptionsBesideItCountMore()
    {
        var grid = Path.Combine(_folder, "grid.json");
        File.WriteAllText(grid, """{ "batchSize": [4], "initializer": ["gaussian", "fan-in-uniform"], "seeds": 2 }""");
        var outcome = await new CommandRunner().RunAsync("ablate", "--truth", "t.csv", "--output", _folder, "--grid", grid, "--batch-size", "8", "--json", "--limit", "5");
        var points = JsonNode.Parse(outcome.Output)!["points"]!.AsArray();
        Assert.Equal(["gaussian", "fan-in-uniform"], points.Select(point => (string?)point!["options"]!["initializer"]));
        Assert.Equal([8, 8], points.Select(point => (int)point!["batch"]!["size"]!));
        Assert.Equal(2, points[0]!["spearman"]!["swap"]!["bySeed"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("--batch-size takes whole numbers of at least 1, separated by commas, not '8,x'", (int)ExitCode.Usage, "--batch-size", "8,x")]
    [InlineData("unknown metric 'wasp'", (int)ExitCode.Usage, "--metric", "wasp")]
    [InlineData("unknown initializer 'ones' (known: auto, scoring, benchmark, gaussian, kaiming, fan-in-uniform, transformer)", (int)ExitCode.Usage, "--initializer", "ones")]
    [InlineData("unknown initializer 'gausian' (did you mean 'gaussian'?)", (int)ExitCode.Usage, "--initializer", "kaiming,gausian")]
    [InlineData("sides must be 3 … 1024, not 2", (int)ExitCode.Usage, "--image-size", "2")]
    [InlineData("cannot read the grid", (int)ExitCode.Input, "--grid", "absent.json")]
    [InlineData("unknown search space", (int)ExitCode.Usage, "--space", "darst")]
    public async Task Ablate_WrongArguments_SaysSo(string message, int code, params string[] more)
    {
        var outcome = await new CommandRunner().RunAsync(["ablate", "--truth", "t.csv", "--output", _folder, .. more]);
        Assert.Equal(code, (int)outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }
}

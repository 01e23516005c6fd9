using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Cli.Tests;

/// <summary>Published values of a metric beside ours.</summary>
public sealed class TableMetricTests
{
    private static readonly string[] Line = ["study", "darts", "--truth", "t.csv", "--repeats", "2", "--threads", "1"];

    // The published value is missing in the third row, as where a table marks a failure.
    private static readonly TruthRow[] Truth =
    [
        new(1, "1", 50) { Published = ValueDictionary<double>.Create([KeyValuePair.Create("nwot", 4.0)]) },
        new(2, "2", 60) { Published = ValueDictionary<double>.Create([KeyValuePair.Create("nwot", 5.0)]) },
        new(3, "3", 55),
        new(4, "4", 70) { Published = ValueDictionary<double>.Create([KeyValuePair.Create("nwot", 4.5)]) },
    ];

    [Fact]
    public async Task Study_TableMetric_IsCorrelatedOverTheRowsThatHaveIt()
    {
        var outcome = await new CommandRunner { Truth = Truth }.RunAsync([.. Line, "--metric", "table:nwot,swap", "--json"]);
        Assert.Equal(ExitCode.Success, outcome.Code);
        var metrics = JsonNode.Parse(outcome.Output)!["metrics"]!.AsObject();
        Assert.Equal(["table:nwot", "swap"], metrics.Select(pair => pair.Key).Take(2));
        Assert.Equal(3, (int)metrics["table:nwot"]!["architectures"]!);
        Assert.Equal(0.5, (double)metrics["table:nwot"]!["spearman"]!, 12);
        Assert.Equal(4, (int)metrics["swap"]!["architectures"]!);
    }

    [Fact]
    public async Task Study_TableMetric_IsAColumnOfTheRowsEmptyWhereMissing()
    {
        var rows = Path.Combine(Directory.CreateTempSubdirectory("swapscore").FullName, "rows.csv");
        var outcome = await new CommandRunner { Truth = Truth }.RunAsync([.. Line, "--metric", "table:nwot,parameters", "--rows", rows]);
        Assert.Equal(ExitCode.Success, outcome.Code);
        var lines = await File.ReadAllLinesAsync(rows);
        Assert.Equal("architecture,truth,table:nwot,parameters", lines[0]);
        Assert.StartsWith("1,50,4,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("3,55,,", lines[3], StringComparison.Ordinal);
        var again = await new CommandRunner { Truth = Truth }.RunAsync([.. Line, "--metric", "table:nwot,parameters", "--rows", rows, "--resume"]);
        Assert.Equal(outcome.Output, again.Output);
        Directory.Delete(Path.GetDirectoryName(rows)!, recursive: true);
    }

    [Fact]
    public async Task Study_UnknownTableMetric_NamesThoseThereAre()
    {
        var outcome = await new CommandRunner { Truth = Truth }.RunAsync([.. Line, "--metric", "table:zen"]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("the table publishes no table:zen", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("table:nwot", outcome.Error, StringComparison.Ordinal);
    }
}

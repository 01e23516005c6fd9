using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Data.Published;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Statistics;
using SwapScore.Tests;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Reproduction;

namespace SwapScore.Cli.Tests;

public sealed class ReproduceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Output => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Reproduce_TableThere_WritesReportAndFigures()
    {
        WriteTable();
        var outcome = await RunAsync("fig10", "fig13", "--quick");
        Assert.Equal(ExitCode.Success, outcome.Code);
        foreach (var file in (string[])["report.json", "report.md", "report.html", "figures/fig10.png", "figures/fig10.svg", "figures/fig13.png"])
            Assert.True(new FileInfo(Path.Combine(Output, file)).Length > 500, file);
        var artefacts = JsonNode.Parse(File.ReadAllText(Path.Combine(Output, "report.json")))!["artefacts"]!.AsArray();
        Assert.Equal(["fig10", "fig13"], artefacts.Select(one => (string)one!["name"]!));
        Assert.Equal(0.933, (double)artefacts[0]!["comparisons"]![1]!["paper"]!);
        Assert.StartsWith("swapscore reproduce fig10 --data-root ", (string)artefacts[0]!["command"]!, StringComparison.Ordinal);
        Assert.Contains("Quick: the first rows of every table", File.ReadAllText(Path.Combine(Output, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reproduce_Again_ComputesNothingAndFindsTheSame()
    {
        WriteTable();
        var first = await RunAsync("fig14", "--quick", "--json");
        var before = Directory.EnumerateFiles(Path.Combine(Output, "studies"), "*.jsonl", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        var again = await RunAsync("fig14", "--quick", "--json");
        Assert.Equal(first.Output, again.Output);
        Assert.All(before, pair => Assert.Equal(new FileInfo(pair.Key).Length, File.ReadAllText(pair.Key).Length));
        Assert.Equal(before.Count, Directory.EnumerateFiles(Path.Combine(Output, "studies"), "*.jsonl", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task Reproduce_TableMissing_SaysWhoPublishesItAndWhatToType()
    {
        WriteTable();
        var outcome = await RunAsync("fig7", "table4", "fig5", "--quick");
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        Assert.Contains("fig7: tables/BERT_benchmark.json is missing: 'swapscore data get flexibert' gets it from https://github.com/aaronserianni", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("swapscore data get zc-nasbench201", outcome.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Output, "figures", "fig5-darts-cifar10.png")));
    }

    [Fact]
    public async Task Reproduce_DamagedTable_IsNotUsed()
    {
        WriteTable();
        var table = PublishedFiles.Find("darts");
        new ChecksumList(Data).Note(table.Paths[0], new Checksum("sha256", new string('0', 64)));
        var outcome = await RunAsync("fig10", "--quick");
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        Assert.Contains("is not what was published or first downloaded", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>Needs no published data. What is drawn has as many different patterns as the engine counts, and each child differs from its parent in one edge.</summary>
    [Fact]
    public async Task Reproduce_FiguresOfOurOwn_AreMadeWithoutData()
    {
        var outcome = await RunAsync("fig2", "fig3", "fig9", "--quick", "--json");
        Assert.Equal(ExitCode.Success, outcome.Code);
        var artefacts = JsonNode.Parse(outcome.Output)!["artefacts"]!.AsArray();
        Assert.All(artefacts.Take(2), one => Assert.False((bool)one!["comparisons"]![0]!["differs"]!));
        Assert.Equal([5, 12], artefacts.Take(2).Select(one => (double)one!["comparisons"]![0]!["ours"]!));
        Assert.Equal(4, artefacts[1]!["tables"]!["repeated"]!.AsArray().Count);
        foreach (var file in (string[])["fig2.png", "fig3.svg", "fig9.png", "fig9.svg"])
            Assert.True(new FileInfo(Path.Combine(Output, "figures", file)).Length > 500, file);

        var family = artefacts[2]!["tables"]!["cells"]!.AsArray();
        var space = SearchSpaces.Find("darts-shared");
        var edges = family.Select(one => space.Parse((string)one!["architecture"]!).Diagrams[0].Edges).ToList();
        Assert.Equal(["parent", "operation", "connection"], family.Select(one => (string?)one!["cell"]));
        Assert.All(edges.Skip(1), child => Assert.Equal(1, child.Zip(edges[0]).Count(pair => pair.First != pair.Second)));
        Assert.Equal(2, File.ReadAllText(Path.Combine(Output, "figures", "fig9.svg")).Split("stroke-width=\"3\"").Length - 1);
    }

    [Theory]
    [InlineData("unknown artefact 'fig19'", (int)ExitCode.Usage, "fig19")]
    [InlineData("holds none of the published tables", (int)ExitCode.Input, "fig10")]
    public async Task Reproduce_WrongArguments_SaysSo(string message, int code, params string[] line)
    {
        var outcome = await RunAsync(line);
        Assert.Equal(code, (int)outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>
    /// What the figures claim, on a part of the published tables: fig10 declines, fig11 is flat from 32 on, fig13 rises, fig14
    /// falls.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task Reproduce_PublishedTables_ShowsTheDirectionsOfThePaper()
    {
        var root = Path.GetDirectoryName(Path.GetDirectoryName(TestData.Find("tables/DARTS_archs_CIFAR10.csv")))!;
        TestData.Find("tables/BERT_benchmark.json");
        var outcome = await new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync(
            "reproduce", "fig10", "fig11", "fig13", "fig14", "--quick", "--data-root", root, "--output", Output, "--json");
        Assert.Equal(ExitCode.Success, outcome.Code);
        foreach (var artefact in JsonNode.Parse(outcome.Output)!["artefacts"]!.AsArray())
        {
            var claim = artefact!["comparisons"]![0]!;
            Assert.False((bool)claim["differs"]!, $"{artefact["name"]}: {claim["statement"] ?? claim["paper"]}, but the change is {claim["ours"]}");
        }

        var batchSizes = JsonNode.Parse(outcome.Output)!["artefacts"]![1]!["tables"]!["points"]!.AsArray();
        var eight = (double?)batchSizes[0]!["spearman"] ?? 0;
        Assert.True(eight < 0.5, "patterns over 8 samples cannot tell Transformers apart");
    }

    [Theory]
    [InlineData(0.7, 0.65, 0.75, 0.7, false)]
    [InlineData(0.7, 0.65, 0.75, 0.78, true)]
    [InlineData(0.7, 0.699, 0.701, 0.705, false)]
    [InlineData(double.NaN, double.NaN, double.NaN, 0.7, true)]
    public void Comparison_Differs_OutsideTheIntervalAndBeyondRounding(double ours, double low, double high, double paper, bool differs) =>
        Assert.Equal(differs, new PublishedComparison("x", paper, ours) { Interval = new Interval(low, high) }.Differs);

    private Task<CommandOutcome> RunAsync(params string[] line) =>
        new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync(["reproduce", .. line, "--data-root", Data, "--output", Output, "--threads", "1"]);

    private void WriteTable() => WriteTable(Data);

    /// <summary>Writes a table of 20 DARTS networks where the published one would lie.</summary>
    internal static void WriteTable(string data)
    {
        Directory.CreateDirectory(Path.Combine(data, "tables"));
        var space = SearchSpaces.Find("darts");
        File.WriteAllLines(Path.Combine(data, "tables", "DARTS_archs_CIFAR10.csv"), Enumerable.Range(0, 20).Select(i =>
            $"\"{space.Sample(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, i)).Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{80 + i * 7 % 11}"));
    }
}

using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Data;
using SwapScore.Spaces;
using SwapScore.Tests.Studies;
using SwapScore.Workflows.Samples;

namespace SwapScore.Cli.Tests;

public sealed class StudyAllTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public StudyAllTests() => File.WriteAllText(Path.Combine(_folder, "DARTS_archs_CIFAR10.csv"), "read by a toy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task StudyAll_Report_HasAHeatMapAndASectionAStudy()
    {
        var page = Path.Combine(_folder, "all.html");
        await new CommandRunner().RunAsync("study", "all", "--tables", _folder, "--metric", "swap", "--repeats", "3", "--threads", "1", "--report", page);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("id=\"heat-map\"", html, StringComparison.Ordinal);
        Assert.Contains(">darts</h2>", html, StringComparison.Ordinal);
        Assert.Contains(">mean</text>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StudyAll_OneTable_IsOneRow()
    {
        var outcome = await new CommandRunner().RunAsync("study", "all", "--tables", _folder, "--metric", "swap", "--repeats", "3", "--threads", "1");
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        GoldenText.Check("study-all", outcome.Output);
        Assert.Contains("study 1 of 1: darts, toys, on natural32", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StudyAll_InterruptedAndResumed_FindsTheSame()
    {
        string[] line = ["study", "all", "--tables", _folder, "--json", "--output", Path.Combine(_folder, "runs")];
        var stopping = new CommandRunner
        {
            Evaluator = interruption => new ToyEvaluator(done =>
            {
                if (done == 5) interruption.Request(ExitCode.Interrupted);
            }),
        };
        Assert.Equal(ExitCode.Interrupted, (await stopping.RunAsync(line)).Code);
        var refused = await new CommandRunner().RunAsync(line);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("--resume", refused.Error, StringComparison.Ordinal);

        var resumed = await new CommandRunner().RunAsync([.. line, "--resume"]);
        var again = await new CommandRunner().RunAsync([.. line, "--force"]);
        Assert.Equal(WithoutSeconds(again.Output), WithoutSeconds(resumed.Output));
        Assert.Equal(19, (int)JsonNode.Parse(resumed.Output)!["studies"]![0]!["architectures"]!);
    }

    [Theory]
    [InlineData("there is no folder", "--tables", "absent")]
    [InlineData("is not in every table", "--metric", "table:nwot")]
    [InlineData("--resume cannot be used without --output", "--resume")]
    public async Task StudyAll_WrongArguments_SaysSo(string message, params string[] more)
    {
        var line = new List<string> { "study", "all", "--metric", "swap", "--tables", _folder };
        if (more.Length == 2) line.RemoveRange(line.IndexOf(more[0]), 2);
        var outcome = await new CommandRunner().RunAsync([.. line, .. more]);
        Assert.NotEqual(ExitCode.Success, outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StudyAll_FolderWithoutTables_NamesThem()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        var outcome = await new CommandRunner().RunAsync("study", "all", "--tables", empty);
        Assert.Equal(ExitCode.Input, outcome.Code);
        Assert.Contains("zc_nasbench201.json", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DataCollection_FolderOfDataSets_GivesEachTaskItsOwn()
    {
        var cifar = Directory.CreateDirectory(Path.Combine(_folder, "a")).FullName;
        File.WriteAllBytes(Path.Combine(cifar, "data_batch_1.bin"), new byte[2 * 3073]);
        var photographs = Directory.CreateDirectory(Path.Combine(_folder, "b")).FullName;
        File.WriteAllBytes(Path.Combine(photographs, "x.jpg"), [1]);
        var collection = new DataCollection(_folder);

        Assert.Equal(cifar, collection.For(SearchSpaces.Find("darts").Tasks[0]));
        Assert.Equal(DataSource.BuiltIn, collection.For(SearchSpaces.FindTask(SearchSpaces.Find("nasbench201"), "cifar100")));
        Assert.Equal(photographs, collection.For(SearchSpaces.Find("transnas-micro").Tasks[0]));
        Assert.Equal(DataSource.BuiltIn, collection.For(SearchSpaces.Find("flexibert").Tasks[0]));
        Assert.Null(collection.Vocabulary);
        File.WriteAllText(Path.Combine(cifar, "t.jsonl"), "");
        File.WriteAllText(Path.Combine(cifar, "vocab.txt"), "");
        Assert.Equal(Path.Combine(cifar, "t.jsonl"), collection.For(SearchSpaces.Find("flexibert").Tasks[0]));
        Assert.Equal(Path.Combine(cifar, "vocab.txt"), collection.Vocabulary);
        Assert.Equal(DataSource.BuiltIn, new DataCollection(null).For(SearchSpaces.Find("transnas-micro").Tasks[0]));
    }

    private static string WithoutSeconds(string studies)
    {
        var json = JsonNode.Parse(studies)!.AsObject();
        foreach (var study in json["studies"]!.AsArray())
            Assert.True(study!.AsObject().Remove("seconds"));
        return json.ToJsonString();
    }
}

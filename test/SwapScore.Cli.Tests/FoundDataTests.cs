using SwapScore.Cli.Shell;
using SwapScore.Tests;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>Tables and samples that lie in the folder of published data need no option.</summary>
public sealed class FoundDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task StudyWithoutATable_TakesTableAndSamplesOfTheFolder()
    {
        var table = PutTable();
        var images = Directory.CreateDirectory(Path.Combine(_folder, "cifar10"));
        File.Copy(TestData.Find("cifar10/data_batch_1.bin"), Path.Combine(images.FullName, "data_batch_1.bin"));

        var outcome = await RunAsync("study", "darts", "--repeats", "1", "--limit", "3");
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Contains($"found {table}, samples: {images.FullName}", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("cifar10 data_batch_1.bin", outcome.Error, StringComparison.Ordinal);

        // The same, said with options.
        var said = await RunAsync("study", "darts", "--repeats", "1", "--limit", "3", "--truth", table, "--data", images.FullName);
        Assert.Equal(said.Output, outcome.Output);
    }

    [Fact]
    public async Task StudyWithATable_KeepsTheStandardSamples()
    {
        var table = PutTable();
        var outcome = await RunAsync("study", "darts", "--repeats", "1", "--limit", "3", "--truth", table);
        Assert.Contains("natural32", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("found ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StudyWithoutATable_NothingThere_SaysHowToFetchIt()
    {
        var outcome = await RunAsync("study", "darts");
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains($"{_folder} has none for darts", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("'swapscore data get darts'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllStudiesWithoutTables_TakeThoseOfTheFolder()
    {
        PutTable();
        var outcome = await RunAsync("study", "all", "--repeats", "1", "--limit", "3");
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Contains("darts", outcome.Output, StringComparison.Ordinal);
    }

    private string PutTable()
    {
        var table = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "tables")).FullName, "DARTS_archs_CIFAR10.csv");
        File.Copy(TestData.Find("tables/DARTS_archs_CIFAR10.csv"), table);
        return table;
    }

    private Task<CommandOutcome> RunAsync(params string[] arguments) =>
        new CommandRunner { Workflows = WorkflowContext.Standard with { DataFolder = _folder } }.RunAsync(arguments);
}

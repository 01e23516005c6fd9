using SwapScore.Cli.Shell;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>Results that are kept, looked up, listed and merged.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-store").FullName;

    private string Store => PathOf("scores.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Study_ASecondTime_ComesFromTheStoreWithTheSameBytes()
    {
        var first = await RunAsync("study", "darts", "--truth", "t.csv", "--store", Store, "--output", PathOf("first"));
        var second = await RunAsync("study", "darts", "--truth", "t.csv", "--store", Store, "--output", PathOf("second"));
        var without = await RunAsync("study", "darts", "--truth", "t.csv", "--output", PathOf("without"));
        Assert.Equal((first.Code, first.Output), (second.Code, second.Output));
        Assert.Equal(without.Output, second.Output);
        // One of the toys cannot be scored; failures are not kept.
        Assert.Contains($"19 of 20 results come from the store {Store}", second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("come from the store", first.Error, StringComparison.Ordinal);
        foreach (var name in (string[])["rows.csv", "results.jsonl", "report.json", "config.json"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(PathOf("without"), name)), File.ReadAllBytes(Path.Combine(PathOf("second"), name)));
    }

    [Fact]
    public async Task Merge_StoresOfTwoHalves_AnswersTheWhole()
    {
        await RunAsync("score", "1", "2", "--store", PathOf("a.db"));
        await RunAsync("score", "2", "3", "--store", PathOf("b.db"));
        var merged = await RunAsync("merge", PathOf("a.db"), PathOf("b.db"), "--output", Store);
        Assert.Contains("1 results added, 1 were in", merged.Error, StringComparison.Ordinal);
        var whole = await RunAsync("score", "1", "2", "3", "--store", Store);
        Assert.Contains("3 of 3 results come from the store", whole.Error, StringComparison.Ordinal);
        Assert.Equal((await RunAsync("score", "1", "2", "3")).Output, whole.Output);
    }

    [Fact]
    public async Task Commands_OfAStore_ShowWhatIsInIt()
    {
        await RunAsync("score", "1", "2", "--store", Store);
        Assert.Contains("2 results in", (await RunAsync("store", "list", "--store", Store)).Error, StringComparison.Ordinal);
        var rows = (await RunAsync("store", "query", "--metric", "swap", "--format", "csv", "--store", Store)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, rows.Length);
        Assert.StartsWith("key,space,task,architecture,data,seed,repeats,metric,mean", rows[0], StringComparison.Ordinal);
        var shown = await RunAsync("store", "show", rows[1].Split(',')[0][..8], "--store", Store);
        Assert.Contains("\"code\": \"engine 1, swap 1", shown.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await RunAsync("store", "verify", "--store", Store)).Code);
        await RunAsync("store", "export", PathOf("all.jsonl"), "--store", Store);
        Assert.Equal(2, File.ReadLines(PathOf("all.jsonl")).Count());
        Assert.Equal(ExitCode.Usage, (await RunAsync("store", "prune", "--store", Store)).Code);
        Assert.Contains("2 results taken out", (await RunAsync("store", "prune", "--all", "--store", Store)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreOfTheUser_IsForCostlyRequestsAlone_AndItsFaultsAreWarnings()
    {
        await new CommandRunner { StorePath = Store }.RunAsync("score", "1");
        Assert.False(File.Exists(Store));
        Assert.Equal(ExitCode.Usage, (await RunAsync("score", "1", "--store", Store, "--no-store")).Code);
        Assert.Equal(ExitCode.Input, (await RunAsync("store", "list", "--store", Store)).Code);

        File.WriteAllText(Store, new string('x', 9999));
        var gradients = await new CommandRunner { StorePath = Store, Workflows = WorkflowContext.Standard }.RunAsync("score", "--space", "nasbench201", "--metric", "synflow", "--repeats", "1");
        Assert.Equal(ExitCode.Success, gradients.Code);
        Assert.Contains("the work goes on without it", gradients.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Input, (await RunAsync("score", "1", "--store", Store)).Code);
    }

    private static Task<CommandOutcome> RunAsync(params string[] line) => new CommandRunner().RunAsync(line);

    private string PathOf(string name) => Path.Combine(_folder, name);
}

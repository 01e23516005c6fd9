using SwapScore.Cli.Shell;
using SwapScore.Server.Tests;

namespace SwapScore.Cli.Tests;

/// <summary>Commands on a store in PostgreSQL; skipped where it is not installed.</summary>
public sealed class PostgresStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-store").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Explicit = true)]
    public async Task Commands_OnAStoreThatMachinesShare_DoWhatTheyDoOnAFile()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var store = postgres.Address;
        string[] study = ["study", "darts", "--truth", "t.csv", "--store", store];
        var first = await RunAsync([.. study, "--output", PathOf("first")]);
        var second = await RunAsync([.. study, "--output", PathOf("second")]);
        var without = await RunAsync("study", "darts", "--truth", "t.csv", "--output", PathOf("without"));
        Assert.Equal(without.Output, second.Output);
        Assert.Equal(first.Output, second.Output);
        Assert.Contains($"19 of 20 results come from the store {store}", second.Error, StringComparison.Ordinal);
        foreach (var name in (string[])["rows.csv", "results.jsonl", "report.json", "config.json"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(PathOf("without"), name)), File.ReadAllBytes(Path.Combine(PathOf("second"), name)));

        await RunAsync("score", "30", "31", "--store", PathOf("more.db"));
        Assert.Contains($"2 results added, 0 were in {store}", (await RunAsync("merge", PathOf("more.db"), "--output", store)).Error, StringComparison.Ordinal);
        Assert.Contains($"21 results in {store}", (await RunAsync("store", "list", "--store", store)).Error, StringComparison.Ordinal);
        var rows = (await RunAsync("store", "query", "--metric", "swap", "--format", "csv", "--store", store)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(22, rows.Length);
        Assert.Contains("\"code\": \"engine 1, swap 1", (await RunAsync("store", "show", rows[1].Split(',')[0][..8], "--store", store)).Output, StringComparison.Ordinal);
        await RunAsync("store", "export", PathOf("all.jsonl"), "--store", store);
        Assert.Equal(21, File.ReadLines(PathOf("all.jsonl")).Count());
        Assert.Contains("21 results of", (await RunAsync("store", "verify", "--store", store)).Error, StringComparison.Ordinal);
        Assert.Contains("21 results taken out", (await RunAsync("store", "prune", "--all", "--store", store)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("score", "1")]
    [InlineData("store", "list")]
    [InlineData("merge", "more.db", "--output", "postgres://nobody:secret@127.0.0.1:1/none")]
    public async Task Commands_DatabaseThatDoesNotAnswer_SayItInOneLine(params string[] line)
    {
        const string Address = "postgres://nobody:secret@127.0.0.1:1/none";
        await RunAsync("score", "1", "--store", PathOf("more.db"));
        string[] all = [.. line.Select(word => word == "more.db" ? PathOf(word) : word), .. line.Contains(Address) ? (string[])[] : ["--store", Address]];
        var outcome = await RunAsync(all);
        Assert.Equal(ExitCode.Unavailable, outcome.Code);
        Assert.Contains("error: the store postgres://nobody@127.0.0.1:1/none does not answer: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--store=postgres://a:secret@b/c", "--store=postgres://a@b/c")]
    [InlineData("postgresql://a:secret@b:5432/c?sslmode=require", "'postgresql://a@b:5432/c?sslmode=require'")]
    [InlineData("postgres://a@b/c?Password=secret&sslmode=require", "'postgres://a@b/c?sslmode=require'")]
    [InlineData("http://a:secret@b/c", "http://a:secret@b/c")]
    public void CommandsInReports_AddressOfADatabase_HaveNoPassword(string word, string shown) => Assert.Equal($"swapscore score {shown}", CommandText.ToRepeat(["score", word]));

    private static Task<CommandOutcome> RunAsync(params string[] line) => new CommandRunner().RunAsync(line);

    private string PathOf(string name) => Path.Combine(_folder, name);
}

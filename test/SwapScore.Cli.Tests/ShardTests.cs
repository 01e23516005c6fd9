using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Tests;

/// <summary>Studies and rankings in shards: put together they are those of one run, byte for byte.</summary>
public sealed class ShardTests : IDisposable
{
    private static readonly string[] Study = ["study", "darts", "--truth", "t.csv", "--metric", "rank(swap,swap-regularised),swap", "--repeats", "2", "--threads", "1"];

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-shards").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Study_InShards_MergesToTheBytesOfOneRun()
    {
        var whole = await RunAsync([.. Study, "--output", PathOf("whole")]);
        await RunShardsAsync(3);

        // A shard that was ended goes on: here, without its last result.
        var (rows, results) = (Path.Combine(PathOf("2"), "rows.csv"), Path.Combine(PathOf("2"), "results.jsonl"));
        foreach (var file in (string[])[rows, results])
            File.WriteAllLines(file, File.ReadAllLines(file)[..^1]);
        Assert.Contains("resuming: 6 of 7", (await RunAsync([.. Study, "--shard", "2/3", "--output", PathOf("2"), "--resume"])).Error, StringComparison.Ordinal);

        var merged = await RunAsync("merge", PathOf("3"), PathOf("1"), PathOf("2"), "--output", PathOf("merged"));
        Assert.Equal((whole.Code, whole.Output), (merged.Code, merged.Output));
        foreach (var name in (string[])["config.json", "rows.csv", "results.jsonl", "report.json", "aggregates.csv"])
            Assert.Equal(File.ReadAllText(Path.Combine(PathOf("whole"), name)), File.ReadAllText(Path.Combine(PathOf("merged"), name)));
        Assert.Equal(ExitCode.Usage, (await RunAsync("merge", PathOf("3"), PathOf("1"), PathOf("2"), "--output", PathOf("merged"))).Code);
    }

    [Fact]
    public async Task Score_InShards_ComesFromTheMergedStore()
    {
        string[] line = ["score", "1", "2", "3", "4", "5"];
        for (var i = 1; i <= 2; i++)
            await RunAsync([.. line, "--shard", $"{i}/2", "--store", PathOf($"{i}.db")]);
        await RunAsync("merge", PathOf("1.db"), PathOf("2.db"), "--output", PathOf("all.db"));
        var merged = await RunAsync([.. line, "--store", PathOf("all.db")]);
        Assert.Contains("5 of 5 results come from the store", merged.Error, StringComparison.Ordinal);
        Assert.Equal((await RunAsync(line)).Output, merged.Output);
    }

    [Theory]
    [InlineData("shards are missing: 2/3", "1", "3")]
    [InlineData("are both shard 1/3", "1", "copy", "2")]
    [InlineData("are shards of different studies: options.seed 0 and 7", "1", "2", "seed")]
    [InlineData("are shards of different studies: shards 1/3 and 2/2", "1", "two", "3")]
    [InlineData("holds a whole study, and no shard", "whole", "2", "3")]
    [InlineData("holds no shard of a study", "empty", "2", "3")]
    [InlineData("shard 2/3 in", "1", "unfinished", "3")]
    [InlineData("line 1 is damaged", "1", "damaged", "3")]
    public async Task Merge_OfWhatIsNoWholeStudy_SaysWhy(string message, params string[] folders)
    {
        await RunShardsAsync(3);
        foreach (var folder in folders.Except(["1", "2", "3"]))
            await MakeAsync(folder);
        var outcome = await RunAsync(["merge", .. folders.Select(PathOf), "--output", PathOf("merged")]);
        Assert.Contains(outcome.Code, (ExitCode[])[ExitCode.Usage, ExitCode.Input]);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Error.TrimEnd().Split('\n').Length);
        Assert.False(Directory.Exists(PathOf("merged")));
    }

    [Theory]
    [InlineData("there is no shard 4/3", "--shard", "4/3", "--output", "x")]
    [InlineData("'half' is no shard", "--shard", "half", "--output", "x")]
    [InlineData("20 architectures cannot be divided into 30 shards", "--shard", "1/30", "--output", "x")]
    [InlineData("--shard cannot be used without --output", "--shard", "1/3")]
    public async Task Shard_ThatCannotBe_IsRefused(string message, params string[] options)
    {
        var outcome = await RunAsync([.. Study, .. options.Select(option => option == "x" ? PathOf("x") : option)]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.StartsWith($"error: {message}\nhint: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_ShardWithoutAStore_IsRefused()
    {
        var outcome = await RunAsync("score", "1", "2", "--shard", "1/2");
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("--shard cannot be used without --store", outcome.Error, StringComparison.Ordinal);
    }

    private static Task<CommandOutcome> RunAsync(params string[] line) => new CommandRunner().RunAsync(line);

    private async Task RunShardsAsync(int count)
    {
        for (var i = 1; i <= count; i++)
            await RunAsync([.. Study, "--shard", $"{i}/{count}", "--output", PathOf($"{i}")]);
    }

    private async Task MakeAsync(string folder)
    {
        var path = PathOf(folder);
        switch (folder)
        {
            case "copy": Copy("1", path); break;
            case "empty": Directory.CreateDirectory(path); break;
            case "whole": await RunAsync([.. Study, "--output", path]); break;
            case "seed": await RunAsync([.. Study, "--seed", "7", "--shard", "3/3", "--output", path]); break;
            case "two": await RunAsync([.. Study, "--shard", "2/2", "--output", path]); break;
            case "unfinished":
                Copy("2", path);
                File.Delete(Path.Combine(path, "report.json"));
                break;
            default:
                Copy("2", path);
                var results = Path.Combine(path, "results.jsonl");
                File.WriteAllText(results, File.ReadAllText(results).Replace("\"Row\":2", "\"Row\":5", StringComparison.OrdinalIgnoreCase));
                break;
        }
    }

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(PathOf(from)).Where(file => !Path.GetFileName(file).StartsWith('.')))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}

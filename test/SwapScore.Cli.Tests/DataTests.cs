using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Tests.Data.Published;

namespace SwapScore.Cli.Tests;

public sealed class DataTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task List_Table_IsAsReviewed()
    {
        var outcome = await RunAsync("list", "--format", "csv");
        GoldenText.Check("data-list-csv", outcome.Output);
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Equal(15, JsonNode.Parse((await RunAsync("list", "--json")).Output)!["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task Get_FromAMirror_SaysWhatComesThenHasIt()
    {
        await using var server = new LocalServer { Content = "a,1\n"u8.ToArray() };
        var outcome = await RunAsync("get", "darts", "--from", server.Address.AbsoluteUri, "--quiet");
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Equal("a,1\n", File.ReadAllText(Path.Combine(_root, "tables", "DARTS_archs_CIFAR10.csv")));
        var lines = outcome.Error.Split('\n');
        Assert.Equal($"  from {server.Address}", lines[1]);
        Assert.Equal("  unknown size; licence: AFL-3.0; checksum: noted at the first download", lines[2]);
        Assert.Equal("  4 bytes, the publisher says", lines[4]);

        Assert.Contains("was there", (await RunAsync("get", "darts", "--from", server.Address.AbsoluteUri)).Output, StringComparison.Ordinal);
        Assert.Single(server.Ranges);
        Assert.Equal(ExitCode.Success, (await RunAsync("verify")).Code);
        File.AppendAllText(Path.Combine(_root, "tables", "DARTS_archs_CIFAR10.csv"), "b,2\n");
        var damaged = await RunAsync("verify");
        Assert.Equal(ExitCode.Input, damaged.Code);
        Assert.Contains("DAMAGED", damaged.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Input, (await RunAsync("get", "darts", "--from", server.Address.AbsoluteUri)).Code);
        Assert.Equal(ExitCode.Success, (await RunAsync("get", "darts", "--force", "--from", server.Address.AbsoluteUri)).Code);
        Assert.Equal(ExitCode.Success, (await RunAsync("verify", "darts")).Code);
    }

    [Fact]
    public async Task Get_WebPageUnderAnotherName_IsRefused()
    {
        await using var server = new LocalServer { Content = "\uFEFF\n<!DOCTYPE html><html>Sign in</html>"u8.ToArray() };
        var outcome = await RunAsync("get", "darts", "--from", server.Address.AbsoluteUri);
        Assert.Equal(ExitCode.Input, outcome.Code);
        Assert.Contains("the publisher sends a web page instead of the file", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_root, "tables", "DARTS_archs_CIFAR10.csv")));
    }

    [Fact]
    public async Task Get_PublishedChecksum_HoldsForMirrorsToo()
    {
        await using var server = new LocalServer { Content = "[PAD]\n"u8.ToArray() };
        var outcome = await RunAsync("get", "vocabulary", "--from", server.Address.AbsoluteUri);
        Assert.Equal(ExitCode.Input, outcome.Code);
        Assert.Contains("published is sha256 07eced", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Input, (await RunAsync("verify", "vocabulary")).Code);
    }

    [Theory]
    [InlineData("unknown data 'cifar1'", (int)ExitCode.Usage, "get", "cifar1")]
    [InlineData("given to registered people only", (int)ExitCode.Usage, "get", "imagenet16")]
    [InlineData("--from is the address of one file", (int)ExitCode.Usage, "get", "darts", "cifar10", "--from", "http://localhost/x")]
    [InlineData("--from takes an http or https address, not 'ftp://x/y'", (int)ExitCode.Usage, "get", "darts", "--from", "ftp://x/y")]
    [InlineData("there is no network, or the host does not answer", (int)ExitCode.Input, "get", "darts", "--from", "http://127.0.0.1:9/x")]
    [InlineData("holds none of the published data", (int)ExitCode.Success, "verify")]
    public async Task Data_WrongArguments_SaysSo(string message, int code, params string[] line)
    {
        var outcome = await RunAsync(line);
        Assert.Equal(code, (int)outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    private Task<CommandOutcome> RunAsync(params string[] line) => new CommandRunner().RunAsync(["data", .. line, "--data-root", _root]);
}

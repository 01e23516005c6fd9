using SwapScore.Cli.Shell;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help-score", "score --help")]
    [InlineData("help-export", "export --help")]
    [InlineData("help-search", "search --help")]
    [InlineData("help-latency-measure", "latency measure --help")]
    [InlineData("help-prune", "prune --help")]
    [InlineData("help-screen", "screen --help")]
    [InlineData("help-study", "study --help")]
    [InlineData("help-study-darts", "study darts --help")]
    [InlineData("help-space", "space --help")]
    [InlineData("help-space-list", "space list --help")]
    [InlineData("help-space-show", "space show --help")]
    [InlineData("help-space-sample", "space sample --help")]
    [InlineData("help-metric", "metric --help")]
    [InlineData("help-metric-list", "metric list --help")]
    [InlineData("help-metric-show", "metric show --help")]
    [InlineData("help-completion", "completion --help")]
    [InlineData("help-ablate", "ablate --help")]
    [InlineData("help-reproduce", "reproduce --help")]
    [InlineData("help-store", "store --help")]
    [InlineData("help-store-list", "store list --help")]
    [InlineData("help-store-show", "store show --help")]
    [InlineData("help-store-query", "store query --help")]
    [InlineData("help-store-prune", "store prune --help")]
    [InlineData("help-store-export", "store export --help")]
    [InlineData("help-store-verify", "store verify --help")]
    [InlineData("help-merge", "merge --help")]
    [InlineData("help-job", "job --help")]
    [InlineData("help-job-list", "job list --help")]
    [InlineData("help-job-watch", "job watch --help")]
    [InlineData("help-doctor", "doctor --help")]
    [InlineData("help-data", "data --help")]
    [InlineData("help-data-list", "data list --help")]
    [InlineData("help-data-get", "data get --help")]
    [InlineData("help-data-verify", "data verify --help")]
    public async Task Help_OfEveryCommand_IsAsReviewed(string golden, string line)
    {
        var outcome = await new CommandRunner().RunAsync(line.Split(' '));
        GoldenText.Check(golden, outcome.Output);
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Empty(outcome.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("study")]
    [InlineData("space")]
    [InlineData("metric")]
    [InlineData("data")]
    [InlineData("store")]
    [InlineData("job")]
    public async Task Group_Alone_ShowsItsHelp(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var alone = await new CommandRunner().RunAsync(words);
        var help = await new CommandRunner().RunAsync([.. words, "--help"]);
        Assert.Equal(help, alone);
    }

    [Fact]
    public async Task Version_Always_IsOneLine() =>
        Assert.Equal($"swapscore {ProductVersion.Text}\n", (await new CommandRunner().RunAsync("--version")).Output);
}

using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Tests;

public sealed class CatalogTests
{
    [Theory]
    [InlineData("metric-list", "metric list")]
    [InlineData("metric-list-json", "metric list --json")]
    [InlineData("metric-list-csv", "metric list --format csv")]
    [InlineData("space-list", "space list")]
    [InlineData("space-list-json", "space list --format json")]
    [InlineData("space-show", "space show darts")]
    [InlineData("space-show-json", "space show darts --format json")]
    public async Task Catalog_Listed_IsAsReviewed(string golden, string line)
    {
        var outcome = await new CommandRunner().RunAsync(line.Split(' '));
        GoldenText.Check(golden, outcome.Output);
        Assert.Equal(ExitCode.Success, outcome.Code);
    }

    [Fact]
    public async Task Sample_Table_IsBareLinesThatScoreReads()
    {
        var sample = await new CommandRunner { Width = 40 }.RunAsync("space", "sample", "darts", "--count", "30", "--seed", "3");
        var score = await new CommandRunner { Input = sample.Output }.RunAsync("score", "--file", "-", "--format", "csv");
        Assert.Equal(30, sample.Output.Count(c => c == '\n'));
        Assert.Equal(31, score.Output.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Sample_SameSeed_DrawsTheSameAndALongerSampleContinuesAShorterOne()
    {
        var few = await new CommandRunner().RunAsync("space", "sample", "darts", "--count", "3");
        var many = await new CommandRunner().RunAsync("space", "sample", "darts", "--count", "9");
        var other = await new CommandRunner().RunAsync("space", "sample", "darts", "--count", "9", "--seed", "1");
        Assert.StartsWith(few.Output, many.Output, StringComparison.Ordinal);
        Assert.NotEqual(many.Output, other.Output);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("md")]
    public async Task Doctor_EveryFormat_NamesTheVectorWidth(string format) =>
        Assert.Contains("256 bits", (await new CommandRunner().RunAsync("doctor", "--format", format)).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Doctor_WithLibtorch_NamesItsDevices()
    {
        var output = (await new CommandRunner().RunAsync("doctor", "--json")).Output;
        Assert.True(output.Contains("\"libtorch devices\": \"cpu", StringComparison.Ordinal) || output.Contains("\"libtorch\": \"not found", StringComparison.Ordinal), output);
    }
}

using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Tests;

public sealed class ParseErrorTests
{
    [Theory]
    [InlineData("error-command", "scroe")]
    [InlineData("error-subcommand", "space sho darts")]
    [InlineData("error-option", "score --repeat 5")]
    [InlineData("error-option-equals", "score --sed=5")]
    [InlineData("error-option-far", "study darts --truth t.csv --colour")]
    [InlineData("error-count", "score --repeats many")]
    [InlineData("error-count-zero", "score --batch-size 0")]
    [InlineData("error-count-large", "score --batch-size 2000")]
    [InlineData("error-seed", "score --seed 1.5")]
    [InlineData("error-number", "score --mu one")]
    [InlineData("error-device", "score --metric ntk --device gpu")]
    [InlineData("error-format", "metric list --format xml")]
    [InlineData("error-required", "ablate")]
    [InlineData("error-argument", "doctor now")]
    [InlineData("error-missing-value", "score --file")]
    [InlineData("error-export-init", "export SMALL --init xavier")]
    [InlineData("error-export-repeat", "export SMALL --repeat 0")]
    public async Task CommandLine_Malformed_IsOneLineOnStderrAndExit2(string golden, string line)
    {
        var outcome = await new CommandRunner().RunAsync(line.Split(' '));
        GoldenText.Check(golden, outcome.ToString());
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Empty(outcome.Output);
        Assert.Equal(2, outcome.Error.Count(c => c == '\n'));
    }

    /// <summary>Commands that take names would take what the parser does not know for one more.</summary>
    [Theory]
    [InlineData("score", "--file-name")]
    [InlineData("inspect", "--foo")]
    [InlineData("export", "--foo")]
    [InlineData("space", "show", "--foo")]
    [InlineData("data", "get", "cifar10", "--output")]
    [InlineData("data", "verify", "--foo")]
    [InlineData("reproduce", "--foo")]
    [InlineData("study", "darts", "--foo")]
    public async Task Option_ThatDoesNotExist_IsNeverTakenForAName(params string[] line)
    {
        var outcome = await new CommandRunner().RunAsync(line);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.StartsWith($"error: unknown option '{line[^1]}'", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error-metric", "score --metric swop")]
    [InlineData("error-sigma", "score --sigma 0")]
    [InlineData("error-space", "space show dart")]
    [InlineData("error-architecture", "score 5 banana")]
    [InlineData("error-both", "score 5 --file list.txt")]
    [InlineData("error-resume-alone", "study darts --truth t.csv --resume")]
    [InlineData("error-resume-force", "study darts --truth t.csv --rows r.csv --resume --force")]
    [InlineData("error-export-terminal", "export SMALL --format onnx")]
    [InlineData("error-export-genotype", "export SMALL --format genotype")]
    [InlineData("error-export-imagenet", "export SMALL --network imagenet --format json")]
    [InlineData("error-export-architecture", "export banana")]
    [InlineData("error-export-folder", "export SMALL --output /nonexistent/model.onnx")]
    public async Task Value_OutOfRange_IsOneLineAndAHint(string golden, string line)
    {
        var outcome = await new CommandRunner().RunAsync(line.Split(' '));
        GoldenText.Check(golden, outcome.ToString());
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Empty(outcome.Output);
    }
}

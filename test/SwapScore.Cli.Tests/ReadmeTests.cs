using SwapScore.Tests;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>What the README shows is what the command prints.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task Readme_ScoreExample_IsTheRealOutput()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        using var interruption = new Interruption();
        var terminal = new Terminal { In = TextReader.Null, Out = output, Error = error, Width = null };
        var code = await CommandLine.RunAsync(["score"], terminal, WorkflowContext.Standard, interruption);
        Assert.Equal(0, code);
        Assert.Contains($"<!-- output: score -->\n```\n{output}```\n", Prose.Read("README.md"), StringComparison.Ordinal);
    }
}

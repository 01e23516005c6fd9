using SwapScore.Cli.Shell;
using SwapScore.Tests;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>What the README and the guide show is what the command prints.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Readme_ScoreExample_IsTheRealOutput() =>
        Assert.Contains($"<!-- output: score -->\n```\n{await OutputAsync("score")}```\n", Prose.Read("README.md"), StringComparison.Ordinal);

    [Fact(Explicit = true)]
    public async Task Guide_OwnAccuracies_IsTheRealOutput()
    {
        var guide = Prose.Read("docs/guide/judge-metrics.md");
        var blocks = Prose.CodeBlocks(guide, "");
        var table = Path.Combine(_folder, "accuracies.csv");
        await File.WriteAllTextAsync(table, blocks.Single(block => block.StartsWith("architecture,accuracy", StringComparison.Ordinal)));
        var line = blocks.Single(block => block.StartsWith("swapscore study nasbench201 --truth accuracies.csv", StringComparison.Ordinal));
        var output = await OutputAsync([.. line.Trim().Split(' ').Skip(1).Select(word => word == "accuracies.csv" ? table : word)]);
        Assert.Contains($"```\n{output}```\n", guide, StringComparison.Ordinal);
    }

    private static async Task<string> OutputAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        using var interruption = new Interruption();
        var terminal = new Terminal { In = TextReader.Null, Out = output, Error = error, Width = null };
        Assert.Equal(0, await CommandLine.RunAsync(arguments, terminal, WorkflowContext.Standard, interruption));
        return output.ToString();
    }
}

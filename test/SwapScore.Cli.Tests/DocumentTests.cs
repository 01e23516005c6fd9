using System.Text;
using SwapScore.Cli.Options;
using SwapScore.Cli.Shell;
using SwapScore.Tests;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>What the documents say of the command is true: its help is on a page of the reference, and every command line they show is valid.</summary>
public sealed class DocumentTests
{
    private const string CommandsPage = "docs/reference/commands.md";

    [Fact]
    public async Task CommandsPage_Always_IsTheHelpOfEveryCommand()
    {
        var page = new StringBuilder("""
            # Commands

            This page is the help of every command, as `swapscore COMMAND --help` prints it. A test keeps it so.


            """.ReplaceLineEndings("\n"));
        foreach (var words in WithRoot(command => Paths(command).ToList()))
        {
            var help = await new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync([.. words, "--help"]);
            var lines = help.Output.Split('\n').Select(line => line.TrimEnd());
            page.Append(string.Join(' ', (string[])["## swapscore", .. words])).Append("\n\n```\n").Append(string.Join('\n', lines).Trim('\n')).Append("\n```\n\n");
        }

        var text = page.ToString().TrimEnd('\n') + "\n";
        if (GoldenText.IsUpdating) await File.WriteAllTextAsync(Path.Combine(SourceTree.Root, CommandsPage), text);
        Assert.Equal(text, Prose.Read(CommandsPage));
    }

    [Fact]
    public void Documents_CommandLines_AreValid()
    {
        var lines = Prose.Documents.Concat(Prose.Below("src", "*.md")).Where(path => path != CommandsPage)
            .SelectMany(path => Prose.CodeBlocks(Prose.Read(path), "").SelectMany(block => block.Split('\n')))
            .Select(line => line.Replace("dotnet run -c Release --project src/SwapScore.Cli -- ", "swapscore ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("swapscore ", StringComparison.Ordinal))
            .ToList();
        Assert.True(lines.Count > 40, $"only {lines.Count} command lines were found");
        Assert.Empty(WithRoot(command => lines
            .Select(line => (Line: line, command.Parse(Arguments(line)).Errors))
            .Where(one => one.Errors.Count > 0)
            .Select(one => $"{one.Line}: {one.Errors[0].Message}")
            .ToList()));
    }

    private static IEnumerable<string[]> Paths(System.CommandLine.Command command) =>
        command.Subcommands.Where(inner => !inner.Hidden).SelectMany(inner => Paths(inner).Select(path => (string[])[inner.Name, .. path])).Prepend([]);

    /// <summary>The words of a line up to a comment or a redirection; single quotes hold words together.</summary>
    private static string[] Arguments(string line)
    {
        var words = line.Split('\'').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return [.. words.Skip(1).TakeWhile(word => word is not ("#" or ">" or "|"))];
    }

    private static T WithRoot<T>(Func<SwapScoreCommand, T> use)
    {
        using var interruption = new Interruption();
        var terminal = new Terminal { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null, Width = null };
        return use(new SwapScoreCommand(new SharedOptions(), new CommandContext([], terminal, WorkflowContext.Standard, interruption)));
    }
}

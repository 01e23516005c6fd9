using System.Diagnostics;
using SwapScore.Cli.Shell;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>What shells are told may follow on a command line.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("swapscore sea", "search")]
    [InlineData("swapscore metric s", "show")]
    [InlineData("swapscore job sub", "submit")]
    [InlineData("swapscore search --algo", "--algorithm")]
    [InlineData("swapscore search --algorithm a", "aging")]
    [InlineData("swapscore score --space nasbench2", "nasbench201")]
    [InlineData("swapscore score --space transnas-micro --task j", "jigsaw")]
    [InlineData("swapscore score --metric swap,epe", "swap,epe-nas")]
    [InlineData("swapscore study nasbench201 --metric rank(zi", "rank(zico")]
    [InlineData("swapscore space show flexibert-f", "flexibert-faithful")]
    [InlineData("swapscore metric show gras", "grasp")]
    [InlineData("swapscore data get cifar100", "cifar100")]
    [InlineData("swapscore reproduce fig10 table4", "table4")]
    [InlineData("swapscore completion po", "powershell")]
    public async Task Complete_BeginningOfAWord_IsItsOneContinuation(string line, string expected) =>
        Assert.Equal([expected], await CompleteAsync(line, line.Length));

    [Theory]
    [InlineData("swapscore")]
    [InlineData("swapscore score model.onnx")]
    [InlineData("swapscore nonsense --metric")]
    [InlineData("")]
    public async Task Complete_NothingKnown_IsEmpty(string line) => Assert.Empty(await CompleteAsync(line, line.Length));

    [Fact]
    public async Task Complete_EmptyWord_IsEveryCommandButHiddenOnes()
    {
        var words = await CompleteAsync("swapscore ", 10);
        Assert.Contains("score", words);
        Assert.Contains("completion", words);
        Assert.DoesNotContain("complete", words);
        Assert.Equal(words.Order(StringComparer.Ordinal), words);
    }

    [Fact]
    public async Task Complete_CursorWithinTheLine_CompletesTheWordThere() =>
        Assert.Equal(["search"], await CompleteAsync("swapscore sea --time 5", 13));

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public async Task Completion_OfAShell_IsAScriptThatAsksTheCommand(string shell)
    {
        var outcome = await new CommandRunner().RunAsync("completion", shell);
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Contains("swapscore complete ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_OfAnUnknownShell_NamesTheKnown()
    {
        var outcome = await new CommandRunner().RunAsync("completion", "tcsh");
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("bash, zsh, fish, powershell", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bash_WithTheScript_CompletesAnOption() => Assert.Equal("exhaustive\n", await RunAsync("bash", "-c", """
        eval "$(swapscore completion bash)"
        COMP_LINE='swapscore search --algorithm ex'; COMP_POINT=${#COMP_LINE}
        _swapscore
        printf '%s\n' "${COMPREPLY[@]}"
        """));

    /// <summary>PowerShell hands over neither a space before the cursor nor what stands before the command.</summary>
    [Fact]
    public async Task PowerShell_WithTheScript_CompletesWordsAndTheirBeginnings() => Assert.Equal("exhaustive\nlist show\nsearch\n", await RunAsync("pwsh", "-Command", """
        swapscore completion powershell | Out-String | Invoke-Expression
        foreach ($line in 'swapscore search --algorithm ex', 'swapscore metric ', '$best = swapscore sea') {
            (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText -join ' '
        }
        """));

    /// <summary>What a shell prints that runs a script with the command as a program on its path.</summary>
    private async Task<string> RunAsync(string shell, string option, string script)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!;
        Assert.SkipUnless(path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell))), $"needs {shell}");
        var program = Path.Combine(_folder, "swapscore");
        await File.WriteAllTextAsync(
            program, $"#!/bin/bash\nexec dotnet '{typeof(CommandLine).Assembly.Location}' \"$@\"\n", TestContext.Current.CancellationToken);
        using (var mark = Process.Start("chmod", ["+x", program])) await mark.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var running = Process.Start(new ProcessStartInfo(shell, [option, script])
        {
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = $"{_folder}:{path}", ["HOME"] = _folder, ["POWERSHELL_TELEMETRY_OPTOUT"] = "1" },
        })!;
        var output = await running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    private static async Task<string[]> CompleteAsync(string line, int position)
    {
        var outcome = await new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync("complete", $"{position}", line);
        Assert.Equal(ExitCode.Success, outcome.Code);
        return outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

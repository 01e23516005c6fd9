using System.Diagnostics;
using System.Text.RegularExpressions;
using SwapScore.Cli.Options;
using SwapScore.Cli.Shell;
using SwapScore.Spaces;
using SwapScore.Tests;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>The files in <c>deploy</c>: their commands are commands, and the script does what it says.</summary>
public sealed partial class DeploymentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-deploy").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("kubernetes.yaml")]
    public void Commands_InManifests_AreValid(string file)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "deploy", file));
        var lines = Command().Matches(text).Select(match => match.Groups["words"].Value.Split(',').Select(word => word.Trim(' ', '"')).ToArray()).ToList();
        Assert.Equal(["serve", "work"], lines.Select(words => words[0]));
        using var interruption = new Interruption();
        var terminal = new Terminal { In = TextReader.Null, Out = TextWriter.Null, Error = TextWriter.Null, Width = null };
        var command = new SwapScoreCommand(new SharedOptions(), new CommandContext([], terminal, WorkflowContext.Standard, interruption));
        Assert.Empty(lines.SelectMany(words => command.Parse(words).Errors.Select(error => error.Message)));
    }

    [Fact(Explicit = true)]
    public async Task SlurmScript_AsTwoTasks_ComputesShardsThatMerge()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("needs bash");
            return;
        }

        var program = Path.Combine(_folder, "swapscore");
        await File.WriteAllTextAsync(program, $"#!/bin/bash\nexec dotnet '{typeof(CommandLine).Assembly.Location}' \"$@\"\n", Stop);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var truth = Path.Combine(_folder, "truth.csv");
        await File.WriteAllLinesAsync(truth, SearchSpaces.Find("darts").Named.Take(5).Select((named, i) => $"\"{named.Architecture.Text}\",{90 + i}"), Stop);
        var runs = Path.Combine(_folder, "runs");
        for (var task = 1; task <= 2; task++)
            await RunAsync("/bin/bash", [Path.Combine(SourceTree.Root, "deploy", "study.slurm"), runs, "darts", "--truth", truth, "--repeats", "1", "--no-store"], task);
        var merged = Path.Combine(_folder, "all");
        await RunAsync(program, ["merge", .. Directory.GetDirectories(runs, "shard-*"), "--output", merged], 0);
        Assert.Equal(6, File.ReadLines(Path.Combine(merged, "rows.csv")).Count());
    }

    private async Task RunAsync(string program, string[] arguments, int task)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        (start.Environment["SLURM_ARRAY_TASK_ID"], start.Environment["SLURM_ARRAY_TASK_COUNT"], start.Environment["SLURM_CPUS_PER_TASK"]) = ($"{task}", "2", "1");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        await output;
        Assert.True(process.ExitCode == 0, await error);
    }

    [GeneratedRegex(@"^ +(command|args): \[(?<words>.*)\]$", RegexOptions.Multiline)]
    private static partial Regex Command();
}

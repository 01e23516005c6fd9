using System.Diagnostics;
using System.Globalization;
using SwapScore.Cli.Shell;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Torch;

namespace SwapScore.Cli.Tests;

/// <summary>What only a process of its own can show: signals, pipes, exit codes.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int Architectures = 60;

    // Long enough to be interrupted, short enough for kernels that are not optimised.
#if DEBUG
    private const int Repeats = 10;
#else
    private const int Repeats = 200;
#endif
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Explicit = true)]
    public async Task Study_KilledAndResumed_LeavesTheSameBytes()
    {
        var study = StudyLine(Repeats / 2);
        var (whole, killed) = (Path.Combine(_folder, "whole.csv"), Path.Combine(_folder, "killed.csv"));
        Assert.Equal(0, (await RunAsync($"{study} --rows {whole}")).Code);

        using (var process = Start($"{study} --rows {killed}"))
        {
            await RowsAsync(process, killed, 5);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.InRange(File.ReadAllLines(killed).Length, 6, Architectures);
        Assert.Equal(0, (await RunAsync($"{study} --rows {killed} --resume")).Code);
        Assert.Equal(File.ReadAllText(whole), File.ReadAllText(killed));
    }

    [Fact(Explicit = true)]
    public async Task Search_KilledAndResumed_LeavesTheSameBytes()
    {
        var search = $"search --evaluations 60 --population 20 --mutations 5 --fitness adaptive --repeats {Repeats / 8} --threads 1";
        var (whole, killed) = (Path.Combine(_folder, "whole"), Path.Combine(_folder, "killed"));

        // The report names its command, and with it the folder: both runs write to the same.
        Assert.Equal(0, (await RunAsync($"{search} --output {killed}")).Code);
        Directory.Move(killed, whole);
        using (var process = Start($"{search} --output {killed}"))
        {
            await RowsAsync(process, Path.Combine(killed, "history.jsonl"), 25);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.False(File.Exists(Path.Combine(killed, "result.json")));
        Assert.Equal(0, (await RunAsync($"{search} --output {killed} --resume")).Code);
        foreach (var file in (string[])["config.json", "history.jsonl", "result.json", "cell.svg", "report.html"])
            Assert.Equal(File.ReadAllText(Path.Combine(whole, file)), File.ReadAllText(Path.Combine(killed, file)));
    }

    [Fact(Explicit = true)]
    public async Task Search_TwoAtOnceWithoutAFolder_GetOneEach()
    {
        var searches = Enumerable.Range(0, 2).Select(_ => Process.Start(new ProcessStartInfo(
            "dotnet", [Assembly, .. "search --evaluations 20 --population 10 --repeats 1 --threads 1 -q".Split(' ')])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        })!).ToList();
        foreach (var search in searches)
        {
            await search.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await search.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, search.ExitCode);
            search.Dispose();
        }

        Assert.Equal(["search-1", "search-2"], Directory.EnumerateDirectories(Path.Combine(_folder, "runs")).Select(Path.GetFileName).Order());
        Assert.All((string[])["search-1", "search-2"], run => Assert.True(File.Exists(Path.Combine(_folder, "runs", run, "result.json"))));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task Study_Signalled_SavesAndPrintsTheResumeCommand(string signal, int code)
    {
        var study = StudyLine();
        var rows = Path.Combine(_folder, "rows.csv");
        using var process = Start($"{study} --rows {rows}");
        await RowsAsync(process, rows, 3);
        using (var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(code, process.ExitCode);
        Assert.EndsWith($"swapscore {study} --rows {rows} --resume\n", error, StringComparison.Ordinal);
        Assert.EndsWith("\n", File.ReadAllText(rows), StringComparison.Ordinal);
    }

    /// <summary>Work that would take many minutes and saves nothing.</summary>
    [Theory(Explicit = true)]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task Sample_Signalled_EndsAtOnce(string signal, int code)
    {
        using var process = Start("space sample nasbench101 --count 1000000");
        await SignalAsync(process, signal);
        Assert.Equal(code, process.ExitCode);
        Assert.Empty(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("interrupted\n", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>While libtorch runs, an orderly end of the process would be a segmentation fault.</summary>
    [Fact(Explicit = true)]
    public async Task Prune_Signalled_EndsWithItsCode()
    {
        try
        {
            TorchLibrary.Require(ComputeDevice.OfCuda(0));
        }
        catch (UnavailableException fault)
        {
            Assert.SkipUnless(fault.Message.StartsWith("cuda:0", StringComparison.Ordinal), "libtorch is not installed");
        }

        using var process = Start("prune --repeats 64 --batch-size 64");
        await SignalAsync(process, "INT", seconds: 3);
        Assert.Equal(130, process.ExitCode);
    }

    /// <summary>A sparse file: large to read, nothing on the disk.</summary>
    [Fact]
    public async Task Verify_Signalled_EndsAtOnce()
    {
        var root = Path.Combine(_folder, "data");
        foreach (var path in SwapScore.Data.Published.PublishedFiles.Find("vocabulary").Paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            using var file = File.Create(Path.Combine(root, path));
            file.SetLength(1L << 42);
        }

        using var process = Start($"data verify vocabulary --data-root {root}");
        await SignalAsync(process, "INT");
        Assert.Equal(130, process.ExitCode);
    }

    /// <summary>A command that reads from a closed input would otherwise read from a file of the runtime, without end.</summary>
    [Fact]
    public async Task List_StandardInputClosed_IsEmpty()
    {
        Assert.SkipUnless(File.Exists("/proc/self/fdinfo/0"), "this system has no /proc");
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"dotnet '{Assembly}' score --file - <&-"]) { RedirectStandardError = true })!;
        var error = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("error: standard input holds no architecture", await error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_ReaderGoneAway_IsNoError()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "this system has no /bin/sh");
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"dotnet '{Assembly}' metric list --format csv; echo $? >&2"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        shell.StandardOutput.Close();
        Assert.Equal("0\n", await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task MetricList_Alone_LoadsNoOtherLibrary()
    {
        // A copy of the command that could not load TorchSharp, ONNX Runtime or the libraries of charts and tables if it wanted to: it starts fast because it does not.
        foreach (var file in (string[])["SwapScore.Cli.dll", "SwapScore.Cli.runtimeconfig.json", "SwapScore.Workflows.dll", "SwapScore.Torch.dll", "SwapScore.dll", "System.CommandLine.dll"])
            File.Copy(Path.Combine(Path.GetDirectoryName(Assembly)!, file), Path.Combine(_folder, file));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(_folder, Path.GetFileName(Assembly)), "metric", "list"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains(" synflow ", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(await error);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Score_MetricOfGradientsWithoutLibtorch_SaysWhatToInstall()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Assembly, "score", "--metric", "synflow", "--backend", "libtorch", "--repeats", "1"])
        {
            RedirectStandardError = true,
            Environment = { ["SWAPSCORE_LIBTORCH"] = _folder },
        })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((int)ExitCode.Unavailable, process.ExitCode);
        Assert.StartsWith($"error: SWAPSCORE_LIBTORCH is '{_folder}', which holds no ", error, StringComparison.Ordinal);
        Assert.Contains("hint: set it to the folder 'lib' of libtorch", error, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Score_AllMetricsWithoutLibtorch_AreComputedByTheEngine()
    {
        // The loader of Linux lists the libraries it opens, one file per process.
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Assembly, "score", "--space", "nasbench201", "(0,2,3,2,3,1)", "--metric", "all", "--batch-size", "12", "--random-labels", "--repeats", "1", "--format", "csv"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SWAPSCORE_LIBTORCH"] = _folder, ["LD_DEBUG"] = "files", ["LD_DEBUG_OUTPUT"] = Path.Combine(_folder, "loaded") },
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var lines = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n');
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        foreach (var metric in MetricCatalog.Standard.Descriptions.Where(metric => metric.Needs == MetricNeeds.Gradients && metric.Scope != MetricScope.Texts))
            Assert.True(double.TryParse(lines[1].Split(',')[lines[0].Split(',').IndexOf(metric.Name)], CultureInfo.InvariantCulture, out _), metric.Name);
        if (!OperatingSystem.IsLinux()) return;
        var loaded = string.Concat(Directory.EnumerateFiles(_folder, "loaded.*").Select(File.ReadAllText));
        Assert.Contains("libcoreclr", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("torch", loaded, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Sends a signal once the command has installed its handlers and works, and waits for its end.</summary>
    private static async Task SignalAsync(Process process, string signal, double seconds = 1.5)
    {
        while (process.TotalProcessorTime < TimeSpan.FromSeconds(seconds))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        using (var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        await process.WaitForExitAsync(limit.Token);
    }

    private static string Assembly => typeof(CommandLine).Assembly.Location;

    private string StudyLine(int repeats = Repeats)
    {
        Assert.SkipUnless(SearchSpaces.All.Any(space => space.Name == "darts"), "this build has no space 'darts'");
        var space = SearchSpaces.Find("darts");
        var truth = Path.Combine(_folder, "truth.csv");
        File.WriteAllLines(truth, Enumerable.Range(0, Architectures).Select(i =>
            $"\"{space.Sample(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, i)).Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{90 + i % 7}"));
        return $"study darts --truth {truth} --repeats {repeats} --threads 1";
    }

    /// <summary>Waits for rows, however busy the machine is, as long as the command is at work.</summary>
    private static async Task RowsAsync(Process process, string rows, int atLeast)
    {
        while (!HasRows())
        {
            Assert.True(!process.HasExited || HasRows(), $"the command ended before there were {atLeast} rows");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        bool HasRows() => File.Exists(rows) && File.ReadLines(rows).Count() > atLeast;
    }

    /// <summary>Starts a command that listens to interrupts: what a shell runs in the background inherits to ignore them, and so may these tests.</summary>
    private static Process Start(string line) => Process.Start(new ProcessStartInfo(
        OperatingSystem.IsLinux() ? "env" : "dotnet", [.. OperatingSystem.IsLinux() ? ["--default-signal=INT", "dotnet"] : Array.Empty<string>(), Assembly, .. line.Split(' ')])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<(int Code, string Error)> RunAsync(string line)
    {
        using var process = Start(line);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }
}

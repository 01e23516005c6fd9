using System.Diagnostics;
using SwapScore.Onnx.Tests.Schema;

namespace SwapScore.Onnx.Tests.Sweep;

/// <summary>
/// Every operation of the installed runtime, called with two sets of trained numbers: it has one score, says that trained numbers remain, or is refused.
/// Calls run in a process of their own, for ONNX Runtime does not check all that its own operations read.
/// </summary>
public sealed class OperationSweepTests
{
    private const string Folder = "SWAPSCORE_SWEEP_FOLDER";
    private const string Begun = "begun";
    private const int MostEnds = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9);

    [Fact(Explicit = true)]
    public async Task Scores_OfEveryOperation_DoNotDependOnTrainedNumbers_OrSaySo()
    {
        var folder = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            var outcomes = (await InProcesses(folder.FullName)).Select(line => line.Split('\t')).GroupBy(line => line[0], line => (Outcome: line[1], Detail: line.ElementAtOrDefault(2) ?? ""))
                .ToDictionary(group => group.Key, group => group.Where(one => one.Outcome != Begun).ToList());
            var kinds = InstalledOperations.List().Select(operation => (operation.FullName, Kind: KindOf(operation, outcomes.GetValueOrDefault(operation.FullName, [])))).ToList();
            foreach (var group in kinds.GroupBy(one => one.Kind).OrderBy(group => group.Key))
                TestContext.Current.TestOutputHelper?.WriteLine($"{group.Key} ({group.Count()}): {string.Join(", ", group.Select(one => one.FullName))}");

            Assert.Empty(outcomes.SelectMany(one => one.Value.Where(call => call.Outcome == nameof(OperationSweep.Outcome.Different)).Select(call => $"{one.Key}: {call.Detail}")));
            Assert.Empty(kinds.Where(one => one.Kind == Kind.Unknown).Select(one => $"{one.FullName}: {outcomes.GetValueOrDefault(one.FullName, []).Select(call => call.Detail).FirstOrDefault("it ends the process")}"));
            Assert.Empty(OperationCalls.NotCalled.Keys.Except(kinds.Where(one => one.Kind == Kind.NotCalled).Select(one => one.FullName)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>How an operation stands after all calls.</summary>
    private enum Kind
    {
        OneScore,
        Warned,
        Refused,
        NoRealOperand,
        NoImplementation,
        NotCalled,
        Unknown,
    }

    private static Kind KindOf(InstalledOperation operation, List<(string Outcome, string Detail)> calls) =>
        calls.Exists(call => call.Outcome == nameof(OperationSweep.Outcome.OneScore)) ? Kind.OneScore
        : calls.Exists(call => call.Outcome == nameof(OperationSweep.Outcome.Warned)) ? Kind.Warned
        : calls.Exists(call => call.Outcome == nameof(OperationSweep.Outcome.Refused)) ? Kind.Refused
        : OperationCalls.NotCalled.ContainsKey(operation.FullName) ? Kind.NotCalled
        : calls.Exists(call => call.Detail.Contains("find an implementation", StringComparison.Ordinal)) ? Kind.NoImplementation
        : operation.ReadsNoRealNumbers ? Kind.NoRealOperand
        : Kind.Unknown;

    /// <summary>The part that runs in a process of its own; does nothing else.</summary>
    [Fact]
    public async Task Part_InAProcessOfItsOwn()
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { } folder) return;
        var file = Path.Combine(folder, "outcomes");
        var done = File.Exists(file) ? File.ReadLines(file).Select(line => line.Split('\t')[0]).ToHashSet() : [];
        foreach (var operation in InstalledOperations.List())
        {
            var name = operation.FullName;
            if (done.Contains(name)) continue;
            await File.AppendAllTextAsync(file, $"{name}\t{Begun}\n", TestContext.Current.CancellationToken);
            foreach (var (outcome, detail) in await OperationSweep.Run(operation))
                await File.AppendAllTextAsync(file, $"{name}\t{outcome}\t{detail}\n", TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Runs all calls; what ends a process is left out, and the next one goes on behind it.</summary>
    private static async Task<IReadOnlyList<string>> InProcesses(string folder)
    {
        for (var ends = 0; ends < MostEnds; ends++)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(OperationSweepTests).Assembly.Location, "-method", $"*.{nameof(Part_InAProcessOfItsOwn)}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment[Folder] = folder;
            using var process = Process.Start(start)!;
            var texts = Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
            if (process.ExitCode == 0) break;
            if (process.ExitCode == 1) Assert.Fail(string.Concat(await texts));
        }

        return await File.ReadAllLinesAsync(Path.Combine(folder, "outcomes"), TestContext.Current.CancellationToken);
    }
}

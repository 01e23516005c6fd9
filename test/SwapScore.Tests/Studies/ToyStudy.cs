using System.Globalization;
using SwapScore.Evaluation;
using SwapScore.Storage;
using SwapScore.Studies;

namespace SwapScore.Tests.Studies;

/// <summary>A small study of toys, in a folder of its own.</summary>
internal sealed class ToyStudy : IDisposable
{
    public static StudyDefinition Definition { get; } = new()
    {
        Study = "toys",
        Space = "darts",
        Options = new EvaluationOptions { Metrics = ["swap", "swap-regularised"], Repeats = 3 },
        BatchSize = 16,
        BatchFingerprint = "b",
        TruthFingerprint = "t",
        Version = "1",
    };

    /// <summary>The tenth fails; texts need quotes.</summary>
    public static IReadOnlyList<StudyEntry> Entries { get; } =
    [
        .. Enumerable.Range(4, 12).Select((channels, i) => new StudyEntry(
            i + 1, $"\"toy\", of {channels}", string.Create(CultureInfo.InvariantCulture, $"Toy(channels={channels})"), 90 + (channels * 7 % 5) / 3.0)),
    ];

    public string Folder { get; } = Directory.CreateTempSubdirectory("swapscore").FullName;

    public StudyFiles Files => StudyFiles.Beside(Path.Combine(Folder, "rows.csv"));

    public static Task<StudyReport> RunAsync(StudyStore? store, IEvaluator? evaluator = null, CancellationToken cancellation = default) =>
        new StudyRunner(evaluator ?? new ToyEvaluator(), TimeProvider.System).RunAsync(Definition, Entries, store, cancellation: cancellation);

    public async Task<StudyReport> RunAsync(RunStart start, IEvaluator? evaluator = null)
    {
        using var store = StudyStore.Open(Files, Definition, Entries, start);
        return await RunAsync(store, evaluator);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

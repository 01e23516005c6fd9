using System.Globalization;
using SwapScore.Search;
using SwapScore.Storage;
using SwapScore.Workflows.Export;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search;

/// <summary>The front of a search as files: a table, and the networks at full size as ONNX models, to be trained from.</summary>
internal static class FrontFiles
{
    /// <summary>Writes <c>front/front.csv</c> and <c>front/NUMBER.onnx</c> per network; files of an earlier run are replaced.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="settings">What was searched.</param>
    /// <param name="search">The search, which has run.</param>
    /// <param name="notes">Is told where they are.</param>
    /// <param name="cancellation">Stops after the model in progress.</param>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public static void Write(string folder, SearchSettings settings, ArchitectureSearch search, IProgress<Note>? notes, CancellationToken cancellation)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "front")).FullName;
        var (columns, front) = (ObjectiveColumn.Of(settings), search.Front);
        foreach (var candidate in front)
        {
            cancellation.ThrowIfCancellationRequested();
            ExportSession.Run(
                new ExportOptions
                {
                    Space = settings.Space,
                    Architecture = candidate.Architecture,
                    Task = settings.Task,
                    Size = NetworkSize.Full,
                    Format = ExportFormat.Onnx,
                    Path = Path.Combine(place, NameOf(candidate)),
                    Replaces = true,
                    Seed = settings.Options.Seed,
                },
                cancellation: cancellation);
        }

        var lines = front.Select(candidate => string.Join(
            ',', [NameOf(candidate), CsvField.Write(candidate.Architecture.Text), .. columns.Select(column => column.Value(search, candidate).ToString("R", CultureInfo.InvariantCulture))]));
        AtomicFile.Write(Path.Combine(place, "front.csv"), string.Concat(lines.Prepend(string.Join(',', ["file", "architecture", .. columns.Select(column => column.Name)])).Select(line => $"{line}\n")));
        notes.Inform($"the front, {front.Count} networks at full size, is in {Path.Combine(folder, "front")}");
    }

    private static string NameOf(Candidate candidate) => string.Create(CultureInfo.InvariantCulture, $"{candidate.Number}.onnx");
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SwapScore.Search;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Reproduction.Cells;

/// <summary>Searches cells as the paper does. What is found is kept, so that a search is made once for all tables and figures.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
/// <param name="settings">Settings of the run.</param>
/// <param name="progress">Is told after every architecture.</param>
/// <param name="notes">Is told of the beginning of every search.</param>
/// <param name="cancellation">Stops after the evaluations in progress.</param>
internal sealed class CellSearches(
    WorkflowContext workflows, ReproductionOptions settings, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
{
    private const int QuickEvaluations = 100;
    private const int QuickPopulation = 20;

    /// <summary>What the search of a row finds, from the file where it was made before.</summary>
    /// <param name="row">The row.</param>
    /// <param name="images">The images, as <c>--data</c> takes them.</param>
    public async Task<FoundCell> FindAsync(PublishedCell row, string images)
    {
        var options = OptionsOf(row, images);
        var samples = workflows.LoadBatch(options.Samples).Fingerprint;
        var folder = Path.Combine(settings.Folder, "searches");
        RunFolder.RequireWritable(folder);
        var path = Path.Combine(folder, $"{row.FileName}-{KeyOf(options, row, samples)}.json");
        if (FoundCell.Read(path) is { } known) return known;

        notes.Inform($"  {row.Variant}: a search of {options.Search.Evaluations} architectures of {options.Space.Name}");
        var (started, used) = (workflows.Clock.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var outcome = await new SearchSession(workflows).RunAsync(options, progress, notes, cancellation).ConfigureAwait(false);
        var (seconds, core) = (workflows.Clock.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - used).TotalSeconds);
        var (_, _, parameters, flops) = outcome.Found.Sizes[0];
        var found = new FoundCell(
            outcome.Found.Architecture.Text, parameters, flops, outcome.Search.Candidates.Count, Math.Round(seconds, 1), Math.Round(core, 1),
            outcome.Fitness.Summary, $"{outcome.Batch.Source} ({outcome.Batch.Fingerprint})");
        found.Write(path);
        return found;
    }

    private SearchSessionOptions OptionsOf(PublishedCell row, string images)
    {
        var published = (SearchSessionOptions.Create("darts", row.Task) with { Regularization = new RegularizationChoice(row.Size, row.Size) }).AsPublished(workflows.Spaces);
        var evaluations = settings.Evaluations ?? (settings.IsQuick ? QuickEvaluations : published.Search.Evaluations);
        return published with
        {
            Regularization = row.Size is null ? RegularizationChoice.Auto : published.Regularization,
            Fitness = new FitnessChoice(row.Size is null ? FitnessKind.Adaptive : FitnessKind.Regularized),
            Search = new SearchOptions { Evaluations = evaluations, Population = Math.Min(evaluations, settings.IsQuick ? QuickPopulation : published.Search.Population), Seed = settings.Seed },
            Samples = new SampleRequest(images, Presets.StandardBatchSize, row.Task == "imagenet" ? settings.Side : null, published.Task),
            Evaluation = published.Evaluation with { Repeats = settings.IsQuick ? 2 : published.Evaluation.Repeats, Seed = settings.Seed },
            Threads = settings.Threads,
        };
    }

    /// <summary>A key of everything that decides what is found.</summary>
    private static string KeyOf(SearchSessionOptions options, PublishedCell row, string samples) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{ProductVersion.Text} {row.Task} {row.Size} {options.Search.Evaluations} {options.Search.Population} {options.Search.Seed} {options.Evaluation.Repeats} {samples}"))))[..12];
}

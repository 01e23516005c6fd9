using SwapScore.Data.Published;
using SwapScore.Networks;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Reproduction;

/// <summary>Makes figures and tables of the paper again, published numbers beside ours.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class ReproductionSession(WorkflowContext workflows)
{
    /// <summary>Makes the figures and tables, or the rest of them, and writes the report.</summary>
    /// <param name="options">Which and how.</param>
    /// <param name="progress">Is told after every architecture of a study.</param>
    /// <param name="notes">Is told of the beginning of every figure, table and study.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">The session was stopped; the same options go on.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, there are no published data at all, or files cannot be written.</exception>
    public async Task<ReproductionOutcome> RunAsync(
        ReproductionOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        if (options.UsesData && !PublishedFile.All.Any(options.Data.Has))
            throw new InputException($"{options.Data.Path} holds none of the published tables and data sets", "download them, or choose the folder that holds them");
        var folder = new ReproductionFolder(options.Folder);
        folder.Open();
        var run = new ReproductionRun(workflows, options, folder.Studies, progress, notes, cancellation);
        var artefacts = options.Artefacts;
        var made = new List<MadeArtefact>();
        try
        {
            foreach (var (index, artefact) in artefacts.Index())
            {
                notes.Inform($"{artefact.Name}, {index + 1} of {artefacts.Count}: {artefact.Title}");
                made.Add(await MakeAsync(artefact, run, folder).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new WorkInterruptedException(made.Count, artefacts.Count, "artefacts", isKept: true, options.Folder, cancellation);
        }

        return new ReproductionOutcome(made, run, folder.WriteReport(made, run));
    }

    private static async Task<MadeArtefact> MakeAsync(IArtefact artefact, ReproductionRun run, ReproductionFolder folder)
    {
        if (artefact.Needs.Where(need => !run.Has(need)).ToList() is [_, ..] missing) return MadeArtefact.Failed(artefact, run.DescribeMissing(missing));
        try
        {
            var report = await artefact.MakeAsync(run).ConfigureAwait(false);
            if (report is { Charts.Count: 0, Drawings.Count: 0, Tables.Count: 0 }) return MadeArtefact.Failed(artefact, string.Join("; ", report.Absent));
            folder.WriteFigures(report);
            return new MadeArtefact(artefact, report, null);
        }
        catch (SwapScoreException fault) when (fault is InputException or NetworkException or UsageException)
        {
            return MadeArtefact.Failed(artefact, fault.Message);
        }
    }
}

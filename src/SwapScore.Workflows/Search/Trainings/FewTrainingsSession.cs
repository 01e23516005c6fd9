using System.Globalization;
using SwapScore.Search;
using SwapScore.Search.Trainings;
using SwapScore.Spaces;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Training;
using SwapScore.Workflows.Truth;

namespace SwapScore.Workflows.Search.Trainings;

/// <summary>Runs a search and trains a few of what it has scored. What is scored and trained stands in the run folder, so both can be resumed.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class FewTrainingsSession(WorkflowContext workflows)
{
    private const int MostNamed = 3;

    /// <summary>Runs the search and the trainings, or the rest of them.</summary>
    /// <param name="options">What is searched and trained, and where it is kept.</param>
    /// <param name="progress">Is told after every architecture, then after every step of a training.</param>
    /// <param name="notes">Is told what an earlier run had done, and what cannot be trained.</param>
    /// <param name="cancellation">Stops after the evaluations or the step in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">It was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public async Task<FewTrainingsOutcome> RunAsync(FewTrainingsOptions options, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();

        // What trains is read first: its faults would come late after a search.
        var oracle = options.Oracle is { } path ? ReadOracle(options.Search, path, notes) : null;
        var data = options.Source is { } source ? ReadImages(options, source, notes) : null;
        var search = await new SearchSession(workflows).RunAsync(options.Search, progress, notes, cancellation).ConfigureAwait(false);
        if (oracle is not null)
        {
            WarnOfMissing(search.Search.Candidates, oracle, options.Trainings.Trainings, notes);
            return await RunAsync(options, search, oracle, null, progress, notes, cancellation).ConfigureAwait(false);
        }

        using var trainer = NetworkTrainer.Open(options, data!, notes);
        if (trainer.Restored > 0) notes.Inform($"resuming: {trainer.Restored} trainings are done");
        return await RunAsync(options, search, trainer, trainer, progress, notes, cancellation).ConfigureAwait(false);
    }

    private static async Task<FewTrainingsOutcome> RunAsync(
        FewTrainingsOptions options, SearchOutcome search, IArchitectureTrainer trainer, NetworkTrainer? reporting, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
    {
        var trainings = new TrainingSearch(search.Search.Candidates, trainer, options.Trainings);
        notes.Inform(string.Create(CultureInfo.InvariantCulture, $"{search.Search.Candidates.Count} different architectures are scored; {trainings.Planned} trainings follow"));
        if (reporting is not null) reporting.Reported = step => progress?.Report(new WorkProgress(trainings.Trainings.Count, trainings.Planned, Describe(trainings, step)));
        try
        {
            await foreach (var training in trainings.RunAsync(cancellation).ConfigureAwait(false))
                progress?.Report(new WorkProgress(training.Number, trainings.Planned, string.Create(CultureInfo.InvariantCulture, $"best accuracy {trainings.Best!.Accuracy:0.00} %")));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new WorkInterruptedException(trainings.Trainings.Count, trainings.Planned, "trainings", isKept: search.Folder is not null, search.Folder, cancellation);
        }

        var outcome = new FewTrainingsOutcome(options, search, trainer, trainings);
        var files = new FinalFiles();
        if (search.Folder is { } folder) files.Write(() => outcome.WriteResult(folder));
        outcome.FileFaults = [.. search.FileFaults, .. files.Faults];
        return outcome;
    }

    private static string Describe(TrainingSearch trainings, TrainingProgress step) => string.Create(
        CultureInfo.InvariantCulture, $"training {trainings.Trainings.Count + 1}, epoch {step.Epochs + 1} of {step.TotalEpochs}, loss {step.Loss:0.000}");

    private static TrainingData ReadImages(FewTrainingsOptions options, TrainingSource source, IProgress<Note>? notes)
    {
        var data = TrainingImages.Read(source, options.Protocol, options.Search.Threads, notes);
        NetworkTrainer.Require(options, data);
        return data;
    }

    private TabulatedTrainings ReadOracle(SearchSessionOptions options, string path, IProgress<Note>? notes)
    {
        var named = options.Space.VariantOf is { } origin ? SearchSpaces.Find(origin, workflows.Spaces) : options.Space;
        var table = workflows.LoadTruth(new TruthRequest(named.Name, options.Task.Name, path));
        if (table.Broken is [var first, ..])
            notes.Warn($"{table.Broken.Count} rows of {table.Name} cannot be read and take no part, for example row {first.Row}: {first.Reason}");
        return new TabulatedTrainings(options.Space, new Dictionary<int, SwapScore.Truth.TruthTable> { [0] = table });
    }

    /// <summary>Says what the table does not hold. Where it holds nothing that was scored, the trainings say so.</summary>
    private static void WarnOfMissing(IReadOnlyList<Candidate> candidates, TabulatedTrainings oracle, int trainings, IProgress<Note>? notes)
    {
        var missing = candidates.Where(candidate => !oracle.CanTrain(candidate.Architecture)).Select(candidate => candidate.Architecture.Text).ToList();
        var left = candidates.Count - missing.Count;
        if (missing.Count == 0 || left == 0) return;
        var named = string.Join("; ", missing.Take(MostNamed));
        notes.Warn($"{missing.Count} of {candidates.Count} architectures scored are not in the table and cannot be chosen, for example {named}");
        if (left < trainings) notes.Warn($"{trainings} trainings were asked for, but the table holds {left} of the architectures scored");
    }
}

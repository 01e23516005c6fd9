using SwapScore.Networks;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Studies;

/// <summary>Runs every study whose table is in a folder.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class AllStudiesSession(WorkflowContext workflows)
{
    /// <summary>Runs the studies one after the other. A study whose files are damaged is left out with a warning.</summary>
    /// <param name="options">Which studies.</param>
    /// <param name="progress">Is told after every architecture of a study.</param>
    /// <param name="notes">Is told of the beginning of every study.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">A study was stopped.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or folders cannot be read or written.</exception>
    public async Task<AllStudiesOutcome> RunAsync(
        AllStudiesOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var studies = options.Studies(workflows);
        var session = new StudySession(workflows);
        var reports = new List<StudyReport>();
        var faults = new List<Exception>();
        var failed = 0;
        foreach (var (index, study) in studies.Index())
        {
            notes.Inform($"study {index + 1} of {studies.Count}: {study.Kind.Space}, {study.Task.Name}, on {study.Samples.Data}");
            try
            {
                var outcome = await session.RunAsync(study, progress, notes, cancellation).ConfigureAwait(false);
                reports.Add(outcome.Report);
                faults.AddRange(outcome.FileFaults);
            }
            catch (SwapScoreException fault) when (fault is InputException or NetworkException)
            {
                notes.Warn($"{study.Kind.Space}, {study.Task.Name}: {fault.Message}");
                failed++;
            }
        }

        return new AllStudiesOutcome([.. reports], failed) { FileFaults = faults };
    }
}

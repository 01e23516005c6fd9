using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Truth;

namespace SwapScore.Workflows.Studies;

/// <summary>A study whose table and samples have been read and whose settings are resolved, before any work.</summary>
/// <param name="Definition">What is studied.</param>
/// <param name="Entries">The rows of the table, usable and not.</param>
/// <param name="Studied">The architectures studied, in table order.</param>
/// <param name="Batch">The samples.</param>
internal sealed record PreparedStudy(StudyDefinition Definition, StudyEntries Entries, IReadOnlyList<StudyEntry> Studied, Batch Batch)
{
    public EvaluationOptions Options => Definition.Options;

    /// <exception cref="SwapScoreException">The table or the samples are missing, damaged, or do not suit the study.</exception>
    public static PreparedStudy Of(StudyJob job, WorkflowContext workflows)
    {
        var truth = workflows.LoadTruth(new TruthRequest(job.Space.Name, job.Task.Name, job.Truth, job.Published));
        var entries = StudyEntries.Parse(truth.Rows, truth.Broken, job.Space);
        TableMetric.RequirePublished(job.Columns, entries.Usable);
        if (!job.SkipInvalid) entries.RequireAllUsable(job.Truth);
        var studied = job.Limit is { } count ? [.. entries.Usable.Take(count)] : entries.Usable;
        if (studied.Count == 0) throw new InputException($"{job.Truth} holds no usable row");

        var batch = workflows.LoadBatch(job.Samples);
        var definition = new StudyDefinition
        {
            Study = job.Kind.Space,
            Space = job.Space.Name,
            Task = job.Kind.HasTasks ? job.Task.Name : null,
            Options = job.Regularization.Resolve(job.Options, job.Space, job.Task, batch.Shape),
            Columns = job.Columns,
            BatchSize = job.Samples.Count,
            BatchFingerprint = batch.Fingerprint,
            TruthFingerprint = truth.Fingerprint,
            Limit = job.Limit,
            SkipInvalid = job.SkipInvalid,
            Version = ProductVersion.Text,
        };
        return new PreparedStudy(definition, entries, studied, batch);
    }

    /// <summary>The report with the rows of the table that could not be used among its failures.</summary>
    public StudyReport WithUnusable(StudyReport report) =>
        report with { Failures = [.. report.Failures.Concat(Entries.Unusable).OrderBy(failure => failure.Row)] };
}

using SwapScore.Data;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Studies;

/// <summary>A study whose table and samples have been read and whose settings are resolved, before any work.</summary>
/// <param name="Definition">The study: space, table, metrics and samples.</param>
/// <param name="Table">The table of ground truth.</param>
/// <param name="Batch">The samples.</param>
internal sealed record PreparedStudy(StudyDefinition Definition, StudiedTable Table, Batch Batch)
{
    public IReadOnlyList<StudyEntry> Studied => Table.Studied;

    /// <exception cref="SwapScoreException">The table or the samples are missing, damaged, or do not suit the study.</exception>
    public static PreparedStudy Create(StudyOptions options, WorkflowContext workflows)
    {
        var table = StudiedTable.Read(
            workflows, options.Space, options.Task, options.Truth, options.Published, options.Columns, options.SkipInvalid, options.Limit);
        if (options.Shard is { } shard) table = table with { Studied = shard.Of(table.Studied) };
        var batch = workflows.LoadBatch(options.Samples);
        var definition = new StudyDefinition
        {
            Study = options.Kind.Space,
            Space = options.Space.Name,
            Task = options.Kind.HasTasks ? options.Task.Name : null,
            Options = options.Regularization.Resolve(options.Evaluation, options.Space, options.Task, batch.Shape, options.Threads),
            Columns = options.Columns,
            Aggregates = options.Aggregates,
            BatchSize = options.Samples.Count,
            BatchFingerprint = batch.Fingerprint,
            TruthFingerprint = table.Fingerprint,
            Limit = options.Limit,
            SkipInvalid = options.SkipInvalid,
            Shard = options.Shard,
            Version = ProductVersion.Text,
        };
        return new PreparedStudy(definition, table, batch);
    }

    /// <summary>The report with the rows of the table that could not be used among its failures.</summary>
    public StudyReport WithUnusable(StudyReport report) =>
        report with { Failures = [.. report.Failures.Concat(Table.Entries.Unusable).OrderBy(failure => failure.Row)] };
}

using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Workflows.Studies;

/// <summary>One study as asked for, before anything is read.</summary>
internal sealed record StudyJob
{
    public required StudyKind Kind { get; init; }

    public required ISearchSpace Space { get; init; }

    public required SpaceTask Task { get; init; }

    /// <summary>Path of the table of ground truth.</summary>
    public required string Truth { get; init; }

    /// <summary>Path of a table of published metrics beside it; null for none.</summary>
    public string? Published { get; init; }

    public required SampleRequest Samples { get; init; }

    public required EvaluationOptions Options { get; init; }

    public required RegularizationChoice Regularization { get; init; }

    /// <summary>Metrics to report, computed and published ones, in order.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required int Threads { get; init; }

    public int? Limit { get; init; }

    public bool SkipInvalid { get; init; }

    public RunStart Start { get; init; }

    /// <summary>Where rows go; null to keep none.</summary>
    public StudyFiles? Files { get; init; }

    /// <summary>The run folder; null for none.</summary>
    public string? Folder { get; init; }
}

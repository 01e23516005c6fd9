using SwapScore.Spaces;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Studies;

namespace SwapScore.Bench.Scoreboard;

/// <summary>Networks that are scored once, for one column of the scoreboard or for several.</summary>
/// <param name="Name">Name of their run folders.</param>
/// <param name="Space">Name of the space.</param>
/// <param name="Task">Name of the task they are built for.</param>
/// <param name="Table">File name of the table that lists them.</param>
/// <param name="Samples">Folder or file of the samples, within the folder of data.</param>
internal sealed record ScoredNetworks(string Name, string Space, string Task, string Table, string Samples)
{
    /// <summary>Number of samples.</summary>
    public const int BatchSize = 16;

    /// <summary>Side of the images; null for that of the data set. Default: null.</summary>
    public int? Side { get; init; }

    /// <summary>Whether the networks read texts, of 64 tokens at most. Default: false.</summary>
    public bool IsText { get; init; }

    /// <summary>Whether several rows of the table are networks that compute the same, which are scored once. Default: false.</summary>
    public bool HasTwins { get; init; }

    /// <summary>Initializations of forward metrics. Default: 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The study of some metrics of them.</summary>
    /// <param name="group">The metrics.</param>
    /// <param name="data">The folder of data.</param>
    /// <param name="table">Path of the table that lists the networks.</param>
    /// <param name="rows">Rows of it that are studied; null for all.</param>
    public StudyOptions Study(MetricGroup group, string data, string table, int? rows)
    {
        var kind = StudyKind.Find(Space);
        var space = SearchSpaces.Find(Space);
        var task = SearchSpaces.FindTask(space, Task);
        var metrics = group.Suiting(IsText);
        return new StudyOptions
        {
            Kind = kind,
            Space = space,
            Task = task,
            Truth = table,
            Samples = new SampleRequest(Path.Combine(data, Samples), BatchSize, Side, task)
            {
                Vocabulary = IsText ? Path.Combine(data, "text", "vocab.txt") : null,
                SequenceLength = IsText ? 64 : 128,
                HasRandomLabels = group.NeedsLabels && Samples == "photos",
            },
            Evaluation = new Evaluation.EvaluationOptions { Metrics = [.. metrics.Union(kind.Metrics)], Repeats = group.HasFewRows ? 1 : Repeats },
            Limit = rows,
            Threads = Environment.ProcessorCount,
        };
    }
}

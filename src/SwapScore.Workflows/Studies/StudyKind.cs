using SwapScore.Studies;
using SwapScore.Workflows.Studies.Glue;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>How the networks of a space are studied: its published tables, its tasks, and what else its report says.</summary>
/// <param name="Space">Name of the space and of the study.</param>
/// <param name="Tables">File names under which its tables are published, the one with most columns first.</param>
/// <param name="HasTasks">Whether the space has several tasks to choose from.</param>
public sealed record StudyKind(string Space, IReadOnlyList<string> Tables, bool HasTasks)
{
    /// <summary>All studies, in the order they are listed.</summary>
    public static IReadOnlyList<StudyKind> All { get; } =
    [
        new("darts", ["DARTS_archs_CIFAR10.csv"], HasTasks: false),
        new("nasbench101", ["zc_nasbench101.json"], HasTasks: false),
        new("nasbench201", ["zc_nasbench201.json", "nats_bench.csv"], HasTasks: true),
        new("nasbench301", ["zc_nasbench301.json"], HasTasks: false),
        new("transnas-micro", ["zc_transbench101_micro.json"], HasTasks: true),
        new("transnas-macro", ["zc_transbench101_macro.json"], HasTasks: true),
        new("flexibert", ["BERT_benchmark.json"], HasTasks: true)
        {
            FaithfulSpace = "flexibert-faithful",
            Metrics = ["parameters-without-embeddings"],
            Details = GlueDetails.Of,
            HasOneEvaluation = true,
        },
    ];

    /// <summary>Name of the space that builds networks as the published code did; null where there is no other. Default: null.</summary>
    public string? FaithfulSpace { get; init; }

    /// <summary>Whether the networks are the same for every task, so that one study covers all tasks. Default: false.</summary>
    public bool HasOneEvaluation { get; init; }

    /// <summary>Metrics reported whatever is asked for, beside the baselines of every study. Default: none.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Makes further tables of a report. Default: none.</summary>
    public Func<StudyReport, IReadOnlyList<Detail>> Details { get; init; } = _ => [];

    /// <summary>Finds a study by the name of its space.</summary>
    /// <param name="space">The name.</param>
    /// <exception cref="UsageException">The space has no study.</exception>
    public static StudyKind Find(string space) => All.FirstOrDefault(kind => kind.Space == space)
        ?? throw new UsageException($"the space '{space}' has no study", $"spaces with one: {string.Join(", ", All.Select(kind => kind.Space))}");
}

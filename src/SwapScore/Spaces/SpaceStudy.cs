using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Spaces;

/// <summary>How trained networks of a space are studied: which tables say what they reached.</summary>
/// <param name="Tables">The formats of its tables, the one with most columns first.</param>
public sealed record SpaceStudy(params ValueList<ITruthReader> Tables)
{
    /// <summary>What the tables say of the networks, for example <c>the accuracy of trained DARTS networks</c>. Default: their results.</summary>
    public string Truth { get; init; } = "the results of trained networks";

    /// <summary>Names of the tasks that the tables are of; empty for all tasks of the space. Default: empty.</summary>
    public ValueList<string> Tasks { get; init; } = [];

    /// <summary>Name of the variant that builds networks as the published code did; null where there is no other. Default: null.</summary>
    public string? FaithfulSpace { get; init; }

    /// <summary>Whether a network gets the same scores for every task, so that one study covers all tasks. Default: false.</summary>
    public bool HasOneEvaluation { get; init; }

    /// <summary>A metric whose published values are in a table, for example <c>synflow</c>; null where there are none. Default: null.</summary>
    public string? PublishedMetric { get; init; }

    /// <summary>File name of the table of published metrics that lies beside the truth; null where there is none, or they are in the truth. Default: null.</summary>
    public string? PublishedTable { get; init; }

    /// <summary>Metrics reported whatever is asked for, beside the baselines of every study. Default: none.</summary>
    public ValueList<string> Metrics { get; init; } = [];

    /// <summary>Names under which the tables are published.</summary>
    public IEnumerable<string> FileNames => Tables.SelectMany(table => table.FileNames);
}

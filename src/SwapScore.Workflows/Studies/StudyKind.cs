using SwapScore.Data.Published;
using SwapScore.Spaces;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Studies.Glue;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>How the networks of a space are studied: its published tables, its tasks, and what else its report says.</summary>
/// <param name="Space">Name of the space and of the study.</param>
/// <param name="Tables">File names under which its tables are published, the one with most columns first.</param>
/// <param name="Tasks">Names of the tasks that its tables are of.</param>
public sealed record StudyKind(string Space, ValueList<string> Tables, ValueList<string> Tasks)
{
    /// <summary>The studies of the product's spaces, in the order they are listed.</summary>
    public static IReadOnlyList<StudyKind> All { get; } = [.. Studied(SearchSpaces.All)];

    /// <summary>Whether there are several tasks to choose from.</summary>
    public bool HasTasks => Tasks.Count > 1;

    /// <summary>Whether the networks are fed texts. Default: false.</summary>
    public bool IsOfTexts { get; init; }

    /// <summary>A metric whose published values can be shown beside ours; null where there are none. Default: null.</summary>
    public string? PublishedMetric { get; init; }

    /// <summary>File name of the table that holds them; null where there is none, or they are in the tables of truth. Default: null.</summary>
    public string? PublishedTable { get; init; }

    /// <summary>What the tables say of the networks, in words.</summary>
    public string Truth { get; init; } = "";

    /// <summary>Name of the space that builds networks as the published code did; null where there is no other. Default: null.</summary>
    public string? FaithfulSpace { get; init; }

    /// <summary>Whether the networks are the same for every task, so that one study covers all tasks. Default: false.</summary>
    public bool HasOneEvaluation { get; init; }

    /// <summary>Metrics reported whatever is asked for, beside the baselines of every study. Default: none.</summary>
    public ValueList<string> Metrics { get; init; } = [];

    /// <summary>Makes further tables of a report. Default: none.</summary>
    public Func<StudyReport, IReadOnlyList<Detail>> Details { get; init; } = _ => [];

    /// <summary>Path of its table in a folder of published data; null where there is none.</summary>
    /// <param name="data">The folder.</param>
    public string? FindTable(DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Tables.Select(name => Path.Combine(data.Path, "tables", name)).FirstOrDefault(File.Exists);
    }

    /// <summary>The studies of the product and those of further spaces; variants of a space are studied as it is.</summary>
    /// <param name="spaces">The spaces.</param>
    public static IReadOnlyList<StudyKind> In(IReadOnlyList<ISearchSpace> spaces) =>
        [.. All, .. Studied(spaces).Where(kind => All.All(known => known.Space != kind.Space))];

    /// <summary>How a space says it is studied.</summary>
    /// <param name="space">A space with tables.</param>
    /// <exception cref="UsageException">It has none.</exception>
    public static StudyKind From(ISearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var study = space.Study ?? throw new UsageException($"the space {space.Name} has no tables of trained networks");
        return new StudyKind(space.Name, [.. study.FileNames], study.Tasks.Count > 0 ? study.Tasks : [.. space.Tasks.Select(task => task.Name)])
        {
            IsOfTexts = space.Tasks[0].Preparation == ImagePreparation.Tokens,
            PublishedMetric = study.PublishedMetric,
            PublishedTable = study.PublishedTable,
            Truth = study.Truth,
            FaithfulSpace = study.FaithfulSpace,
            HasOneEvaluation = study.HasOneEvaluation,
            Metrics = study.Metrics,
            Details = report => GlueDetails.AreIn(report) ? GlueDetails.Create(report) : [],
        };
    }

    /// <summary>Finds a study by the name of its space.</summary>
    /// <param name="space">The name.</param>
    /// <exception cref="UsageException">The space has no study.</exception>
    public static StudyKind Find(string space) => All.FirstOrDefault(kind => kind.Space == space)
        ?? throw new UsageException($"the space '{space}' has no study", $"spaces with one: {string.Join(", ", All.Select(kind => kind.Space))}");

    private static IEnumerable<StudyKind> Studied(IEnumerable<ISearchSpace> spaces) =>
        spaces.Where(space => space.Study is not null && space.VariantOf is null).Select(From);
}

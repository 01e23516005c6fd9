using SwapScore.Data.Published;
using SwapScore.Evaluation;
using SwapScore.Torch;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Reproduction;

/// <summary>Which figures and tables of the paper are made again, and how.</summary>
public sealed record ReproductionOptions
{
    /// <summary>What means all figures and tables.</summary>
    public const string All = ArtefactCatalog.AllName;

    /// <summary>Names of figures and tables, or <see cref="All"/>.</summary>
    public required ValueList<string> Names { get; init; }

    /// <summary>The published tables and data sets.</summary>
    public required DataFolder Data { get; init; }

    /// <summary>Folder of the report, its figures and the studies it is made from, from which the same options go on.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether fewer rows, repeats and seeds are taken: minutes instead of an hour. Default: false.</summary>
    public bool IsQuick { get; init; }

    /// <summary>First seed of the weights. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Number of threads, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where metrics of gradients are computed. Default: the CPU.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>Architectures that a search of Table II or III scores; null for 1,100, or 100 in a quick run. Default: null.</summary>
    public int? Evaluations { get; init; }

    /// <summary>CIFAR-10 with classes, to train the cells of Table II on, as in <see cref="Training.TrainingSource"/>; null for that of the published data. Default: null.</summary>
    public string? Cifar10 { get; init; }

    /// <summary>ImageNet or other photographs in class folders, to search and train the cells of Table III on; null for photographs beside the published data, which are only searched on. Default: null.</summary>
    public string? ImageNet { get; init; }

    /// <summary>Epochs that the cells of Tables II and III are trained for; null where they are not trained. Default: null.</summary>
    public int? Epochs { get; init; }

    /// <summary>How many images they are trained on, the same share of each class; null for all. Default: null.</summary>
    public int? TrainingImages { get; init; }

    /// <summary>Images per step; null for as many as published. Default: null.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Channels of the networks that are trained; null for as many as published. Default: null.</summary>
    public int? Channels { get; init; }

    /// <summary>Cells of the networks that are trained; null for as many as published. Default: null.</summary>
    public int? Cells { get; init; }

    /// <summary>Side of the photographs of Table III in pixels; null for 224. Default: null.</summary>
    public int? Side { get; init; }

    /// <summary>Says how a figure or table is made again, for the report. Default: its name.</summary>
    public Func<string, string> CommandOf { get; init; } = name => $"reproduction of {name}";

    /// <summary>Says how published data are downloaded, by name. Default: <c>downloading NAME</c>.</summary>
    public Func<IReadOnlyList<string>, string> DownloadOf { get; init; } = names => $"downloading {string.Join(" and ", names)}";

    /// <summary>Names of all figures and tables, in the order of the paper.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. ArtefactCatalog.All.Select(artefact => artefact.Name)];

    /// <summary>Whether any figure or table meant is made from published data.</summary>
    public bool UsesData => Names.Contains(All) || ArtefactCatalog.All.Any(artefact => artefact.UsesData && Names.Contains(artefact.Name));

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">A name is unknown, or a setting is out of range.</exception>
    /// <exception cref="UnavailableException">The device is not there.</exception>
    public ReproductionOptions Validated()
    {
        if (Names.FirstOrDefault(name => name != All && !Known.Contains(name)) is { } unknown)
            throw new UsageException($"unknown artefact '{unknown}'", $"known: {string.Join(", ", Known)}, {All}");
        OptionsCheck.Require(
            (Names.Count >= 1, "there is no artefact to make"),
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Evaluations is null or >= 2, $"evaluations are at least 2, not {Evaluations}"),
            (Epochs is null or >= 1, $"epochs are at least 1, not {Epochs}"),
            (Epochs is not null || (TrainingImages ?? BatchSize ?? Channels ?? Cells) is null, "the size of trainings is given, but no number of epochs"),
            (!IsQuick || Epochs is not null || Device == ComputeDevice.Cpu, $"a quick run leaves out metrics of gradients, so it has no use for {Device}"));
        TorchLibrary.Require(Device);
        if (Epochs is not null) TorchLibrary.Find();
        return this;
    }

    /// <summary>The figures and tables meant.</summary>
    internal IReadOnlyList<IArtefact> Artefacts =>
        Names.Contains(All) ? ArtefactCatalog.All : [.. Names.Distinct().Select(name => ArtefactCatalog.All.First(artefact => artefact.Name == name))];
}

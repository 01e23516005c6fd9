namespace SwapScore.Workflows.Reproduction.Cells;

/// <summary>A row of Table II or III: a search as the paper's, and what the paper reports of the cell it found.</summary>
/// <param name="Table">Name of the table, as artefacts are named.</param>
/// <param name="Variant">Name of the row.</param>
/// <param name="Task">What the network is for.</param>
/// <param name="Size">μ and σ in thousands of parameters; null where both follow the search.</param>
/// <param name="Error">The error it reports, in per cent (ImageNet: top-1).</param>
/// <param name="Parameters">Millions of parameters at full size.</param>
/// <param name="Days">GPU days of the search, on a V100.</param>
internal sealed record PublishedCell(string Table, string Variant, string Task, double? Size, double Error, double Parameters, double Days)
{
    /// <summary>Table II, on CIFAR-10.</summary>
    public static IReadOnlyList<PublishedCell> TableTwo { get; } =
    [
        new("table2", "A", "cifar10", 0.9, 2.65, 3.06, 0.004),
        new("table2", "B", "cifar10", 1.2, 2.54, 3.48, 0.004),
        new("table2", "C", "cifar10", 1.5, 2.48, 4.3, 0.004),
        new("table2", "adaptive", "cifar10", null, 2.53, 3.51, 0.004),
    ];

    /// <summary>The rows of Table III that are searched on ImageNet itself.</summary>
    public static IReadOnlyList<PublishedCell> TableThree { get; } =
    [
        new("table3", "μ = σ = 25", "imagenet", 25, 24.0, 5.8, 0.006),
        new("table3", "adaptive", "imagenet", null, 23.3, 7.3, 0.006),
    ];

    /// <summary>Name of the row in files.</summary>
    public string FileName => $"{Table}-{(Size is null || Task == "cifar10" ? Variant : "fixed")}";
}

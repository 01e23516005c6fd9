namespace SwapScore.Workflows.Reproduction.Cells;

/// <summary>What another search in the space of DARTS reports, by its own paper.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Error">Error in per cent (ImageNet: top-1).</param>
/// <param name="Parameters">Millions of parameters.</param>
/// <param name="Days">GPU days of the search.</param>
internal sealed record PublishedMethod(string Name, double Error, double Parameters, double Days)
{
    /// <summary>On CIFAR-10, with cutout.</summary>
    public static IReadOnlyList<PublishedMethod> OnCifar10 { get; } =
    [
        new("AmoebaNet-A", 3.34, 3.2, 3150), new("NASNet-A", 2.65, 3.3, 2000), new("PNAS", 3.41, 3.2, 225), new("DARTS", 2.76, 3.3, 4), new("SNAS", 2.85, 2.8, 1.5),
        new("ENAS", 2.89, 4.6, 0.5), new("P-DARTS", 2.50, 3.4, 0.3), new("GDAS", 2.93, 3.4, 0.21), new("PC-DARTS", 2.57, 3.6, 0.1), new("TE-NAS", 2.63, 3.8, 0.05),
    ];

    /// <summary>On ImageNet, at most 600 million multiply-adds or little more.</summary>
    public static IReadOnlyList<PublishedMethod> OnImageNet { get; } =
    [
        new("AmoebaNet-A", 25.5, 5.1, 3150), new("NASNet-A", 26.0, 5.3, 2000), new("PNAS", 25.8, 5.1, 225), new("DARTS", 26.7, 4.7, 4), new("SNAS", 27.3, 4.3, 1.5),
        new("P-DARTS", 24.4, 4.9, 0.3), new("GDAS", 26.0, 5.3, 0.21), new("PC-DARTS", 24.2, 5.3, 3.8), new("TE-NAS", 24.5, 5.4, 0.17),
    ];
}

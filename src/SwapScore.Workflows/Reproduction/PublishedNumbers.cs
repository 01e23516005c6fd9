namespace SwapScore.Workflows.Reproduction;

/// <summary>Numbers the paper publishes (SWAP-Score, arXiv 2605.07378), by space and task.</summary>
internal static class PublishedNumbers
{
    /// <summary>A row of Table IV of the paper.</summary>
    public sealed record TableFourRow(string Space, string Task, double Swap, double Regularized, double Flops, double Parameters, double RegularizedFlops, double RegularizedParameters);

    public static IReadOnlyList<TableFourRow> TableFour { get; } =
    [
        new("nasbench101", "cifar10", .47, .75, .37, .38, .76, .76),
        new("nasbench201", "cifar10", .79, .88, .69, .72, .69, .72),
        new("nasbench201", "cifar100", .81, .90, .71, .73, .71, .73),
        new("nasbench201", "ImageNet16-120", .76, .87, .67, .69, .67, .69),
        new("nasbench301", "cifar10", .58, .63, .43, .46, .53, .54),
    ];

    /// <summary>Spearman of SWAP-Score with the accuracy of 1,000 DARTS networks, by batch size (Figure 10).</summary>
    public static IReadOnlyDictionary<int, double> Darts { get; } = new Dictionary<int, double> { [8] = .933, [128] = .649 };

    /// <summary>Spearman of SWAP-Score with the GLUE scores of 500 encoders, at every batch size (Table I, Figure 11).</summary>
    public const double FlexiBert = .711;

    /// <summary>Spearman of SWAP-Score with the scores of the tasks of GLUE.</summary>
    public static IReadOnlyDictionary<string, double> Glue { get; } = new Dictionary<string, double>
    {
        ["cola"] = .76,
        ["mnli"] = .72,
        ["mrpc"] = .64,
        ["qnli"] = .52,
        ["qqp"] = .74,
        ["rte"] = .12,
        ["sst"] = .58,
        ["sts"] = .40,
    };

    public static TableFourRow? RowOf(string space, string task) => TableFour.FirstOrDefault(row => row.Space == space && row.Task == task);

    /// <summary>Why numbers of a space differ from the published ones, where it is known.</summary>
    public static string SampleReason(string space) => space switch
    {
        "nasbench101" => "the published table holds another sample of NAS-Bench-101 than the paper's: in it the number of parameters alone correlates 0.72, in the paper's 0.38",
        "nasbench301" => "the accuracies are of a surrogate, the paper publishes neither its sample nor its batch size, and with 16 samples nearly all 2¹⁶ patterns occur",
        _ => "the paper publishes neither its sample of networks nor batch size and repeats",
    };
}

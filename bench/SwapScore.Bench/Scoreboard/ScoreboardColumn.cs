namespace SwapScore.Bench.Scoreboard;

/// <summary>One column of the scoreboard: what networks reached at one task.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Benchmark">The benchmark it counts for: the mean over benchmarks takes the mean of their columns.</param>
/// <param name="Networks">The networks whose scores rank it.</param>
/// <param name="Task">The task its accuracies are of.</param>
internal sealed record ScoreboardColumn(string Title, string Benchmark, ScoredNetworks Networks, string Task)
{
    private static readonly ScoredNetworks NasBench201 = new("nasbench201", "nasbench201", "cifar10", "nats_bench.csv", "cifar10") { Side = 16, HasTwins = true };
    private static readonly ScoredNetworks NasBench101 = new("nasbench101", "nasbench101", "cifar10", "zc_nasbench101.json", "cifar10");
    private static readonly ScoredNetworks NasBench301 = new("nasbench301", "nasbench301", "cifar10", "zc_nasbench301.json", "cifar10");
    private static readonly ScoredNetworks Darts = new("darts", "darts", "cifar10", "DARTS_archs_CIFAR10.csv", "cifar10") { Repeats = 32 };

    private static readonly ScoredNetworks FlexiBert = new("flexibert", "flexibert", "glue", "BERT_benchmark.json", Path.Combine("text", "webtext.jsonl")) { IsText = true };

    /// <summary>The columns, in the order of the page.</summary>
    public static IReadOnlyList<ScoreboardColumn> All { get; } =
    [
        new("NB201 CIFAR-10", "NAS-Bench-201", NasBench201, "cifar10"),
        new("NB201 CIFAR-100", "NAS-Bench-201", NasBench201, "cifar100"),
        new("NB201 ImageNet16-120", "NAS-Bench-201", NasBench201, "ImageNet16-120"),
        new("NB101", "NAS-Bench-101", NasBench101, "cifar10"),
        new("NB301", "NAS-Bench-301", NasBench301, "cifar10"),
        new("DARTS", "DARTS", Darts, "cifar10"),
        .. ((string[])["class_scene", "class_object", "normal", "segmentsemantic"]).Select(Micro),
        .. ((string[])["class_scene", "class_object", "autoencoder"]).Select(Macro),
        new("FlexiBERT GLUE", "FlexiBERT", FlexiBert, "glue"),
    ];

    private static ScoreboardColumn Micro(string task) => new(
        $"micro {task}", "TransNAS-micro", new ScoredNetworks($"micro-{task}", "transnas-micro", task, "zc_transbench101_micro.json", "photos") { Side = 64 }, task);

    private static ScoreboardColumn Macro(string task) => new(
        $"macro {task}", "TransNAS-macro", new ScoredNetworks($"macro-{task}", "transnas-macro", task, "zc_transbench101_macro.json", "photos") { Side = 64 }, task);
}

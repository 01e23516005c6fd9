namespace SwapScore.Workflows.Reproduction;

/// <summary>A space and task whose trained networks are published, and how it is studied here.</summary>
/// <param name="Space">Name of the space.</param>
/// <param name="Task">Name of the task.</param>
/// <param name="Label">Short name in tables and pictures.</param>
/// <param name="Table">Name of its published table.</param>
/// <param name="Repeats">Initialisations averaged.</param>
internal sealed record StudiedBenchmark(string Space, string Task, string Label, string Table, int Repeats)
{
    private static readonly string[] Tasks = ["class_scene", "class_object", "room_layout", "jigsaw", "autoencoder", "normal", "segmentsemantic"];

    /// <summary>Side the images are resized to; null for that of the data set. Photographs are 256×256 as published, at sixteen times the cost.</summary>
    public int? Side { get; init; }

    /// <summary>Published metrics that are not computed here, as the table names them.</summary>
    public IReadOnlyList<string> PublishedMetrics { get; init; } = [];

    /// <summary>Rows studied in a quick run. Default: 30.</summary>
    public int QuickRows { get; init; } = 30;

    /// <summary>Rows on which all metrics are compared. Default: 10.</summary>
    public int ComparedRows { get; init; } = 10;

    /// <summary>The same in a quick run, which computes fewer metrics. Default: 20.</summary>
    public int QuickComparedRows { get; init; } = 20;

    public static StudiedBenchmark Darts { get; } = new("darts", "cifar10", "DARTS", "darts", 32) { QuickRows = 300 };

    /// <summary>The benchmarks of Table IV.</summary>
    public static IReadOnlyList<StudiedBenchmark> OfTableFour { get; } =
    [
        new("nasbench101", "cifar10", "NB101", "zc-nasbench101", 1) { PublishedMetrics = Gradients("synflow", "epe_nas"), ComparedRows = 20, QuickComparedRows = 10 },
        new("nasbench201", "cifar10", "NB201 C10", "zc-nasbench201", 3) { PublishedMetrics = Gradients("synflow", "epe_nas"), QuickRows = 60, ComparedRows = 60 },
        new("nasbench201", "cifar100", "NB201 C100", "zc-nasbench201", 3) { PublishedMetrics = Gradients("synflow", "epe_nas"), QuickRows = 60, ComparedRows = 60 },
        new("nasbench201", "ImageNet16-120", "NB201 IN16", "zc-nasbench201", 3) { PublishedMetrics = Gradients("synflow", "epe_nas"), QuickRows = 60, ComparedRows = 60 },
        new("nasbench301", "cifar10", "NB301", "zc-nasbench301", 2) { PublishedMetrics = Gradients("synflow", "epe_nas"), ComparedRows = 15 },
    ];

    /// <summary>TransNAS-Bench-101, both spaces, all tasks.</summary>
    public static IReadOnlyList<StudiedBenchmark> OfTransNas { get; } =
    [
        .. from size in (string[])["micro", "macro"]
           from task in Tasks
           select new StudiedBenchmark($"transnas-{size}", task, $"TNB {size} {Short(task)}", $"zc-transnas-{size}", 1) { Side = task == "jigsaw" ? null : 64, PublishedMetrics = Gradients() },
    ];

    private static string Short(string task) => task switch
    {
        "class_scene" => "scene",
        "class_object" => "object",
        "room_layout" => "room",
        "segmentsemantic" => "segment",
        _ => task,
    };

    private static string[] Gradients(params string[] more) => ["grad_norm", "snip", "grasp", "fisher", "plain", "jacov", .. more];
}

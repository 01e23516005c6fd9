namespace SwapScore.Tests.Architecture;

/// <summary>The folders of a project from the ground up, each with what it may use. Floors may use the files beside the project file too, unless these stand above.</summary>
internal sealed record Tower(string Project, string About, params (string Folder, string What, string[] MayUse)[] Floors)
{
    /// <summary>The towers of the product, from the ground up.</summary>
    public static IReadOnlyList<Tower> All { get; } =
    [
        new("SwapScore", "the library: no dependency, no native code",
            (".", "faults as values, spelling, progress", []),
            ("Values", "lists and dictionaries that are equal by content; hashes of content", []),
            ("Lanes", "the widths of vectors, and what can be done with one", ["."]),
            ("Memory", "pages and heaps of the system", []),
            ("Storage", "files that survive a crash: whole files, appended lines, run folders, CSV, JSON", ["."]),
            ("Networks", "`Network`: an immutable graph; shapes, parameters, FLOPs, neurons, hash, dump", ["."]),
            ("Randomness", "`RandomKey`: counter-based streams named by keys", ["Lanes"]),
            ("Statistics", "Spearman, Kendall τ-b, Pearson, bootstrap", ["Randomness"]),
            ("Data", "batches: CIFAR, ImageNet16, noise, texts, built-in images and passages; published files", [".", "Networks", "Randomness", "Storage"]),
            ("Weights", "initializers: weights as a function of (node, parameter, key)", [".", "Networks", "Randomness"]),
            ("Engine", "`Plan` (network and batch size to steps) and `Executor` (runs a plan); `Kernels/`, one operation per file", [".", "Data", "Lanes", "Memory", "Networks", "Randomness", "Weights"]),
            ("Patterns", "signs to keys, exact sets of keys, Ψ and standard patterns", ["Engine", "Lanes", "Networks"]),
            ("Metrics", "the catalog; one folder per family", [".", "Data", "Engine", "Lanes", "Networks", "Patterns", "Randomness", "Values", "Weights"]),
            ("Truth", "tables of trained networks, and readers of their formats", [".", "Storage"]),
            ("Spaces", "one folder per search space: architecture, text forms, sampler, mutation and crossover, network builder", [".", "Data", "Networks", "Randomness", "Truth", "Values", "Weights"]),
            ("Evaluation", "request to result; `LocalEvaluator` uses all cores", [".", "Data", "Engine", "Lanes", "Metrics", "Networks", "Randomness", "Spaces", "Values", "Weights"]),
            ("Json", "options, requests and results as JSON, written and read by generated code", [".", "Data", "Engine", "Evaluation", "Metrics", "Storage", "Values"]),
            ("Studies", "study runner, resume, ablation", [".", "Data", "Evaluation", "Json", "Metrics", "Randomness", "Spaces", "Statistics", "Storage", "Truth", "Values"]),
            ("Search", "SWAP-NAS, aging evolution, local, random and exhaustive search, pruning: options, fitness, budgets, history, events", [".", "Data", "Engine", "Evaluation", "Metrics", "Networks", "Randomness", "Spaces", "Storage", "Values", "Weights"])),
        new("SwapScore.Workflows", "what every front end needs, as sessions: options in; progress, notes and a token while they work; results and interruptions out as data",
            ("Sessions", "what all sessions have in common: notes, progress, interruption, files written at the end", []),
            ("Tables", "results as rows and columns, for people and programs: cells, CSV, Markdown, Parquet, HTML", []),
            ("Output", "checks of files that will be written", []),
            ("Samples", "samples by name, for spaces and for models", []),
            ("Truth", "tables of ground truth by space", []),
            ("Composition", "`WorkflowContext`: spaces, stores, evaluators and clock, put together in one place; facts of the machine", ["Samples", "Truth"]),
            ("Scoring", "rankings of architectures and of model files", ["Composition", "Samples", "Sessions", "Tables"]),
            ("Studies", "studies, all studies, ablations, findings on GLUE", ["Composition", "Output", "Samples", "Scoring", "Sessions", "Tables", "Truth"]),
            ("Search", "searches, pruning, screening", ["Composition", "Samples", "Scoring", "Sessions", "Tables"]),
            ("Export", "architectures for other programs", ["Composition", "Output", "Sessions"]),
            ("Reproduction", "figures and tables of the paper, published numbers beside ours", ["Composition", "Samples", "Sessions", "Studies", "Tables"])),
        new("SwapScore.Cli", "the `swapscore` command",
            ("Shell", "terminal, signals, exit codes, command lines that can be typed again", []),
            ("Options", "options that several commands share", []),
            ("Progress", "how far the work is, on stderr", ["Shell"]),
            ("Output", "results on stdout, messages on stderr, layout of tables", ["Options", "Progress", "Shell"]),
            ("Help", "help and errors of parsing", ["Output", "Shell"]),
            ("Commands", "one file per command", ["Help", "Options", "Output", "Progress", "Shell"]),
            (".", "the whole command and its beginning", ["Commands", "Help", "Options", "Output", "Shell"])),
    ];

    /// <summary>The table of <c>docs/architecture.md</c>.</summary>
    public string Table() => string.Join('\n',
    [
        $"**`{Project}`**: {About}.",
        "",
        "| folder | what | may use |",
        "|---|---|---|",
        .. Floors.Select(floor => $"| `{(floor.Folder == "." ? "" : floor.Folder)}/` | {floor.What} | {(floor.MayUse.Length == 0 ? "–" : string.Join(", ", floor.MayUse.Select(used => used == "." ? "/" : used)))} |"),
    ]);
}

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
            ("Studies", "study runner, resume, ablation", [".", "Data", "Evaluation", "Metrics", "Randomness", "Spaces", "Statistics", "Storage", "Truth", "Values"]),
            ("Search", "SWAP-NAS, aging evolution, local, random and exhaustive search, pruning: options, fitness, budgets, history, events", [".", "Data", "Engine", "Evaluation", "Metrics", "Networks", "Randomness", "Spaces", "Storage", "Values", "Weights"])),
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

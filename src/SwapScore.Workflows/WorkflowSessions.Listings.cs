using SwapScore.Data.Published;
using SwapScore.Evaluation;
using SwapScore.Onnx.Samples;
using SwapScore.Spaces;
using SwapScore.Store;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Listings;
using SwapScore.Workflows.Published;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows;

/// <summary>What the product knows, finds and keeps: spaces, metrics, data, this machine, models in files, stores of scores. Nothing is computed for it.</summary>
public static partial class WorkflowSessions
{
    /// <summary>The search spaces.</summary>
    /// <param name="workflows">The parts of the product.</param>
    public static Outcome ListSpaces(this WorkflowContext workflows) => SpaceListings.All(workflows.Spaces);

    /// <summary>One search space: its choices, its size, its named architectures.</summary>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="name">Name of the space.</param>
    /// <exception cref="UsageException">There is no such space.</exception>
    public static Outcome ShowSpace(this WorkflowContext workflows, string name) => SpaceListings.One(SearchSpaces.Find(name, workflows.Spaces));

    /// <summary>Architectures drawn from a space.</summary>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="name">Name of the space.</param>
    /// <param name="count">Number of architectures, at least 1.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <exception cref="UsageException">There is no such space.</exception>
    public static Outcome SampleSpace(this WorkflowContext workflows, string name, int count, long seed) =>
        SpaceListings.Sample(SearchSpaces.Find(name, workflows.Spaces), count, seed);

    /// <summary>An architecture by its name or text, or the one that a search or a pruning has left in its run folder.</summary>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="text">Name, text or folder.</param>
    /// <param name="space">Name of its space; a folder says that itself.</param>
    /// <param name="task">Name of the task; null for that of the folder, else the first one. Default: null.</param>
    /// <exception cref="SwapScoreException">There is no such space, task or architecture, or the folder holds no finished search.</exception>
    public static (ISearchSpace Space, IArchitecture Architecture, SpaceTask Task) FindArchitecture(this WorkflowContext workflows, string text, string space, string? task = null)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var found = RunFolderResult.Read(text);
        var named = SearchSpaces.Find(found?.Space ?? space, workflows.Spaces);
        return (
            named,
            found is not null ? named.Parse(found.Architecture) : PathText.Read([text], null, texts => SearchSpaces.Parse(named, texts[0])),
            SearchSpaces.FindTask(named, task ?? found?.Task));
    }

    /// <summary>The metrics: direction, what they need, source, settings.</summary>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="space">Name of the space whose networks they are for; null for all metrics. Default: null.</param>
    /// <exception cref="UsageException">There is no such space.</exception>
    public static Outcome ListMetrics(this WorkflowContext workflows, string? space = null) =>
        MetricListings.All(space is null ? null : SearchSpaces.Find(space, workflows.Spaces));

    /// <summary>One metric: what it is, which networks it is for, its settings and its source.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <exception cref="UsageException">There is no such metric.</exception>
    public static Outcome ShowMetric(string name) => MetricListings.One(name);

    /// <summary>What this machine offers: processor, vector code, versions, libtorch, data found.</summary>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="batchSize">Number of samples the width of vectors is given for.</param>
    public static Outcome ExamineMachine(this WorkflowContext workflows, int batchSize) => MachineListing.Create(workflows, batchSize);

    /// <summary>How a model in a file would be scored: inputs, size, activations; what is not observed, and why.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="samples">What it would be fed; only shapes matter.</param>
    /// <param name="evaluation">How it would be scored.</param>
    /// <param name="threads">Threads of ONNX Runtime, at least 1.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SwapScoreException">A setting is wrong, or the model cannot be run or holds nothing to observe.</exception>
    public static Outcome InspectModel(string path, SampleOptions samples, EvaluationOptions evaluation, int threads, CancellationToken cancellation = default) =>
        ModelListing.Create(path, samples, evaluation, threads, cancellation);

    /// <summary>Published data: content, size, license, publisher, whether a folder has them.</summary>
    /// <param name="folder">The folder.</param>
    public static Outcome ListData(DataFolder folder) => PublishedListing.All(folder);

    /// <summary>Compares data with the publisher's checksums, or with those of the first download.</summary>
    /// <param name="folder">The folder of the data.</param>
    /// <param name="names">Names of the data; none for all that are there.</param>
    /// <returns>A row for each; it has failures where something is damaged or missing.</returns>
    /// <exception cref="SwapScoreException">A name is unknown, or a file cannot be read.</exception>
    public static Outcome VerifyData(DataFolder folder, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var files = names.Count > 0 ? names.Select(PublishedFile.Find) : PublishedFile.All.Where(folder.Has);
        var states = files.Select(file => (file, State: folder.StateOf(file))).ToList();
        return PublishedListing.States(folder, states);
    }

    /// <summary>Kinds of results in a store of scores.</summary>
    /// <param name="store">The store.</param>
    /// <exception cref="SwapScoreException">It cannot be read.</exception>
    public static Outcome ListStore(ScoreStore store) => StoreListings.Groups(store);

    /// <summary>Results of a store of scores, one row for each metric.</summary>
    /// <param name="scores">The results, as <see cref="ScoreStore.Read"/> returns them.</param>
    /// <param name="metric">Name of the only metric that is shown; null for all. Default: null.</param>
    public static Outcome ListScores(IReadOnlyList<StoredScore> scores, string? metric = null) => StoreListings.Scores(scores, metric);
}

using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Torch;
using SwapScore.Truth;
using SwapScore.Values;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Truth;

namespace SwapScore.Workflows.Composition;

/// <summary>The parts of the product that workflows use, put together in one place. Hosts replace parts with a <c>with</c> expression.</summary>
public sealed record WorkflowContext
{
    private WorkflowContext(
        IReadOnlyList<ISearchSpace> spaces,
        Func<SampleRequest, Batch> loadBatch,
        Func<TruthRequest, TruthTable> loadTruth,
        Func<IBatchStore, int, IEvaluator> createEvaluator)
    {
        (Spaces, LoadBatch, LoadTruth, CreateEvaluator) = (spaces.ToValueList(), loadBatch, loadTruth, createEvaluator);
    }

    /// <summary>The product: all spaces, samples and tables from files, evaluation on this machine, the clock of the system.</summary>
    public static WorkflowContext Standard { get; } = FromSpaces(SearchSpaces.All);

    /// <summary>The product with other spaces, for example your own beside <see cref="SearchSpaces.All"/>.</summary>
    /// <param name="spaces">The spaces.</param>
    public static WorkflowContext FromSpaces(IReadOnlyList<ISearchSpace> spaces)
    {
        // Super-networks are measured like any architecture, though no command lists their spaces.
        IReadOnlyList<ISearchSpace> evaluated = [.. spaces, .. spaces.OfType<IPrunableSpace>().Select(PruningSearch.SuperNetworksOf)];
        return new WorkflowContext(
            spaces, SampleReader.Read, request => TruthReader.Read(request, spaces), (batches, threads) => new GradientEvaluator(batches, threads, evaluated))
        {
            Timer = new Lazy<PassTimer>(() => PassTimer.OnnxRuntime),
        };
    }

    /// <summary>
    /// The engine alone, on samples and a table that are in memory. Nothing else of the product is named here, so that a program compiled ahead holds no
    /// readers of photographs and no libtorch.
    /// </summary>
    /// <param name="batch">The samples of every request.</param>
    /// <param name="table">The table of every request; null where none is asked for.</param>
    public static WorkflowContext FromMemory(Batch batch, TruthTable? table) => new(
        SearchSpaces.All,
        _ => batch,
        _ => table ?? throw new InvalidOperationException("No table was given."),
        (batches, threads) => new LocalEvaluator(batches, threads, SearchSpaces.All, MetricCatalog.Standard));

    /// <summary>The version of the product, without the commit it was built from, for example <c>0.1.0</c>.</summary>
    public static string Version => ProductVersion.Text;

    /// <summary>The search spaces that can be named.</summary>
    public ValueList<ISearchSpace> Spaces { get; }

    /// <summary>Reads samples.</summary>
    internal Func<SampleRequest, Batch> LoadBatch { get; init; }

    /// <summary>Reads a table of ground truth.</summary>
    internal Func<TruthRequest, TruthTable> LoadTruth { get; init; }

    /// <summary>Makes what scores networks, from the samples requests name and the number of threads. A session disposes what it has made.</summary>
    public Func<IBatchStore, int, IEvaluator> CreateEvaluator { get; init; }

    /// <summary>Where results are kept and looked up; null for nowhere. Default: null.</summary>
    public KeptScores? Scores { get; init; }

    /// <summary>
    /// File of the store that front ends use unless told otherwise; null for none. Default: what the environment variable <c>SWAPSCORE_STORE</c> names, where
    /// <c>none</c> means none, else <c>scores.db</c> in <see cref="SwapScore.Data.Published.DataFolder.StandardPath"/>.
    /// </summary>
    public string? StorePath { get; init; } = Environment.GetEnvironmentVariable("SWAPSCORE_STORE") switch
    {
        null or "" => Path.Combine(SwapScore.Data.Published.DataFolder.StandardPath, "scores.db"),
        "none" => null,
        var path => path,
    };

    /// <summary>Times forward passes of networks; null for passes of the engine. Default: through ONNX Runtime.</summary>
    internal Lazy<PassTimer>? Timer { get; init; }

    /// <summary>Describes the width of vector code that is used for a batch size.</summary>
    internal Func<int, string> DescribeVectorWidth { get; init; } =
        batchSize => LocalEvaluator.VectorBits(batchSize) is var bits and > 0 ? $"{bits} bits" : "scalar";

    /// <summary>Times what is done; no score depends on it. Default: the clock of the system.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where data sets lie; null when unknown. Default: what the environment variable <c>SWAPSCORE_DATA</c> names.</summary>
    public string? DataFolder { get; init; } = Environment.GetEnvironmentVariable("SWAPSCORE_DATA");

    /// <summary>Where searches put their run folders unless told otherwise; null for nowhere. Default: <c>runs</c>.</summary>
    public string? RunsFolder { get; init; } = "runs";

    /// <summary>Makes what scores networks, with the store before it where there is one.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="threads">Number of threads.</param>
    internal IEvaluator OpenEvaluator(Batch batch, int threads) => OpenEvaluator(new BatchStore(batch), threads);

    /// <summary>Makes what scores networks on any of some batches, with the store before it where there is one.</summary>
    /// <param name="batches">The samples that requests name.</param>
    /// <param name="threads">Number of threads.</param>
    public IEvaluator OpenEvaluator(IBatchStore batches, int threads) => BehindStore(CreateEvaluator(batches, threads));

    /// <summary>An evaluator behind the store, where there is one.</summary>
    /// <param name="evaluator">The evaluator.</param>
    internal IEvaluator BehindStore(IEvaluator evaluator) => Scores is { } scores ? scores.Before(evaluator, MachineFacts.BackEnds) : evaluator;

    /// <summary>What a run has under it, by name: versions, processor, threads. None of it changes a score.</summary>
    /// <param name="batchSize">Number of samples the width of vectors is given for.</param>
    public IReadOnlyList<KeyValuePair<string, string>> DescribeMachine(int batchSize) => MachineFacts.Facts(this, batchSize);
}

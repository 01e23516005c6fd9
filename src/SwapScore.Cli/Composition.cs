using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Lanes;
using SwapScore.Spaces;
using SwapScore.Studies.Truth;
using SwapScore.Torch;
using SwapScore.Workflows.Samples;

namespace SwapScore.Cli;

/// <summary>The one place where the parts of the product are put together; tests put in others.</summary>
internal sealed record Composition
{
    // Super-networks are measured like any architecture, though no command lists their spaces.
    private static readonly IReadOnlyList<ISearchSpace> Evaluated =
        [.. SearchSpaces.All, .. SearchSpaces.All.OfType<IPrunableSpace>().Select(space => new SuperNetworkSpace(space))];

    public static Composition Standard { get; } = new()
    {
        Spaces = SearchSpaces.All,
        LoadBatch = SampleReader.Read,
        LoadTruth = ReadTruth,
        CreateEvaluator = (batch, threads) => new GradientEvaluator(new LocalEvaluator(batch, threads, Evaluated), batch, Evaluated),
        DescribeVectorWidth = batchSize => VectorWidths.For(batchSize) is var width and not VectorWidth.Scalar ? $"{32 * (int)width} bits" : "scalar",
        Clock = TimeProvider.System,
        RunsFolder = "runs",
        DataFolder = Environment.GetEnvironmentVariable("SWAPSCORE_DATA"),
    };

    public required IReadOnlyList<ISearchSpace> Spaces { get; init; }

    public required Func<SampleRequest, Batch> LoadBatch { get; init; }

    public required Func<TruthRequest, TruthTable> LoadTruth { get; init; }

    /// <summary>From the samples and the number of threads.</summary>
    public required Func<Batch, int, IEvaluator> CreateEvaluator { get; init; }

    /// <summary>The width of vector code used for a batch size, in words.</summary>
    public required Func<int, string> DescribeVectorWidth { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Where data sets lie; null when unknown.</summary>
    public required string? DataFolder { get; init; }

    /// <summary>Where searches put their run folders unless told otherwise; null for nowhere. Default: null.</summary>
    public string? RunsFolder { get; init; }

    private static TruthTable ReadTruth(TruthRequest request) => (request.Space, Path.GetExtension(request.Path)) switch
    {
        ("darts", _) => DartsTruth.Read(request.Path),
        ("flexibert" or "flexibert-faithful", _) => FlexiBertTruth.Read(request.Path, request.Task, request.Published),
        ("nasbench201", ".csv") => NatsTruth.Read(request.Path, request.Task),
        _ => ZeroCostTruth.Read(request.Path, request.Task),
    };
}

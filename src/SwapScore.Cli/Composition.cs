using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Studies.Truth;

namespace SwapScore.Cli;

/// <summary>The one place where the parts of the product are put together; tests put in others.</summary>
internal sealed record Composition
{
    public static Composition Standard { get; } = new()
    {
        Spaces = SearchSpaces.All,
        LoadBatch = (data, batchSize) => DataSource.Load(data, batchSize),
        LoadTruth = ReadTruth,
        CreateEvaluator = (batch, threads) => new LocalEvaluator(batch, threads, SearchSpaces.All),
        DescribeVectorWidth = batchSize => VectorWidths.For(batchSize) is var width and not VectorWidth.Scalar ? $"{32 * (int)width} bits" : "scalar",
        Clock = TimeProvider.System,
        DataFolder = Environment.GetEnvironmentVariable("SWAPSCORE_DATA"),
    };

    public required IReadOnlyList<ISearchSpace> Spaces { get; init; }

    /// <summary>From the value of <c>--data</c> and the batch size.</summary>
    public required Func<string, int, Batch> LoadBatch { get; init; }

    /// <summary>From the name of the space, of the task, and the value of <c>--truth</c>.</summary>
    public required Func<string, string, string, TruthTable> LoadTruth { get; init; }

    /// <summary>From the samples and the number of threads.</summary>
    public required Func<Batch, int, IEvaluator> CreateEvaluator { get; init; }

    /// <summary>The width of vector code used for a batch size, in words.</summary>
    public required Func<int, string> DescribeVectorWidth { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Where data sets lie; null when unknown.</summary>
    public required string? DataFolder { get; init; }

    private static TruthTable ReadTruth(string space, string task, string path) => (space, Path.GetExtension(path)) switch
    {
        ("darts", _) => DartsTruth.Read(path),
        ("nasbench201", ".csv") => NatsTruth.Read(path, task),
        _ => ZeroCostTruth.Read(path, task),
    };
}

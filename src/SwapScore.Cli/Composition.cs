using SwapScore.Data;
using SwapScore.Data.Images;
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
        LoadBatch = ReadSamples,
        LoadTruth = ReadTruth,
        CreateEvaluator = (batch, threads) => new LocalEvaluator(batch, threads, SearchSpaces.All),
        DescribeVectorWidth = batchSize => VectorWidths.For(batchSize) is var width and not VectorWidth.Scalar ? $"{32 * (int)width} bits" : "scalar",
        Clock = TimeProvider.System,
        DataFolder = Environment.GetEnvironmentVariable("SWAPSCORE_DATA"),
    };

    public required IReadOnlyList<ISearchSpace> Spaces { get; init; }

    public required Func<SampleRequest, Batch> LoadBatch { get; init; }

    /// <summary>From the name of the space, of the task, and the value of <c>--truth</c>.</summary>
    public required Func<string, string, string, TruthTable> LoadTruth { get; init; }

    /// <summary>From the samples and the number of threads.</summary>
    public required Func<Batch, int, IEvaluator> CreateEvaluator { get; init; }

    /// <summary>The width of vector code used for a batch size, in words.</summary>
    public required Func<int, string> DescribeVectorWidth { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Where data sets lie; null when unknown.</summary>
    public required string? DataFolder { get; init; }

    private static Batch ReadSamples(SampleRequest request)
    {
        var (data, count, side, task) = request;
        if (data == DataSource.GaussianNoise)
        {
            var options = new DataOptions();
            return DataSource.Load(data, count, options with { Side = side, NoiseShape = options.NoiseShape with { Channels = task.Input.Channels } });
        }

        var isFolderOfImages = Directory.Exists(data) && !DataSource.HoldsPublished(data);
        if (isFolderOfImages && ImageFolder.Count(data) == 0)
            throw new InputException(
                $"{data} holds neither photographs nor a published data set",
                "give a folder of .jpg and .png files (or of folders of them), one with a CIFAR or ImageNet16 batch, natural32 or noise");
        var images = isFolderOfImages
            ? ImageFolder.Read(data, count, side is { } wanted ? new ImageFolderOptions { Side = wanted } : null)
            : DataSource.LoadImages(data, count, side, task.LastClass);
        return TaskBatch.Of(task, images, count);
    }

    private static TruthTable ReadTruth(string space, string task, string path) => (space, Path.GetExtension(path)) switch
    {
        ("darts", _) => DartsTruth.Read(path),
        ("nasbench201", ".csv") => NatsTruth.Read(path, task),
        _ => ZeroCostTruth.Read(path, task),
    };
}

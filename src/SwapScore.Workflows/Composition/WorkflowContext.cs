using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Lanes;
using SwapScore.Spaces;
using SwapScore.Torch;
using SwapScore.Truth;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Truth;

namespace SwapScore.Workflows.Composition;

/// <summary>The parts of the product that workflows use, put together in one place. Tests and hosts replace parts with a <c>with</c> expression.</summary>
public sealed record WorkflowContext
{
    /// <summary>The product: all spaces, samples and tables from files, evaluation on this machine, the clock of the system.</summary>
    public static WorkflowContext Standard { get; } = FromSpaces(SearchSpaces.All);

    /// <summary>The product with other spaces, for example your own beside <see cref="SearchSpaces.All"/>.</summary>
    /// <param name="spaces">The spaces.</param>
    public static WorkflowContext FromSpaces(IReadOnlyList<ISearchSpace> spaces)
    {
        // Super-networks are measured like any architecture, though no command lists their spaces.
        IReadOnlyList<ISearchSpace> evaluated = [.. spaces, .. spaces.OfType<IPrunableSpace>().Select(space => new SuperNetworkSpace(space))];
        return new WorkflowContext
        {
            Spaces = spaces,
            LoadBatch = SampleReader.Read,
            LoadTruth = request => TruthReader.Read(request, spaces),
            CreateEvaluator = (batch, threads) => new GradientEvaluator(batch, threads, evaluated),
            DescribeVectorWidth = batchSize => VectorWidths.For(batchSize) is var width and not VectorWidth.Scalar ? $"{32 * (int)width} bits" : "scalar",
            Clock = TimeProvider.System,
            RunsFolder = "runs",
            DataFolder = Environment.GetEnvironmentVariable("SWAPSCORE_DATA"),
        };
    }

    /// <summary>The search spaces that can be named.</summary>
    public required IReadOnlyList<ISearchSpace> Spaces { get; init; }

    /// <summary>Reads samples.</summary>
    public required Func<SampleRequest, Batch> LoadBatch { get; init; }

    /// <summary>Reads a table of ground truth.</summary>
    public required Func<TruthRequest, TruthTable> LoadTruth { get; init; }

    /// <summary>Makes what scores networks, from the samples and the number of threads. A session disposes what it has made.</summary>
    public required Func<Batch, int, IEvaluator> CreateEvaluator { get; init; }

    /// <summary>Describes the width of vector code that is used for a batch size.</summary>
    public required Func<int, string> DescribeVectorWidth { get; init; }

    /// <summary>Times what is done; no score depends on it.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where data sets lie; null when unknown.</summary>
    public required string? DataFolder { get; init; }

    /// <summary>Where searches put their run folders unless told otherwise; null for nowhere. Default: null.</summary>
    public string? RunsFolder { get; init; }
}

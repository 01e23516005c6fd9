using SwapScore.Engine.Backward;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine;

/// <summary>
/// A network compiled for one batch size: which kernels run in which order on which memory. Equal values are computed once, nothing is
/// computed that no observer sees, memory of dead values is reused. A plan holds no values: it can be shared by any number of
/// <see cref="Executor"/>s and run for any number of initialisations.
/// </summary>
internal sealed class Plan
{
    /// <summary>The largest batch size a plan can be compiled for.</summary>
    public const int MaximumBatchSize = 1024;

    /// <summary>
    /// Samples in memory at a time when a batch may be run in groups: the lanes of the widest vectors, so that vectors are full. Counts are exact
    /// for any group size.
    /// </summary>
    private const int SamplesOfGroup = 16;

    private static readonly int[] SegmentsToTry = [2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48];

    internal Plan(
        Network network,
        int batchSize,
        int groupSize,
        VectorWidth width,
        LaneFormat lanes,
        Slot input,
        long firstSample,
        IReadOnlyList<PlanEntry> entries,
        IReadOnlyList<WeightSlot> weights,
        BackwardPlan? backward,
        long size)
    {
        Network = network;
        BatchSize = batchSize;
        GroupSize = groupSize;
        Width = width;
        Lanes = lanes;
        Input = input;
        FirstSample = firstSample;
        Entries = [.. entries];
        Weights = [.. weights];
        Backward = backward;
        Size = size;
        Vocabulary = network.Nodes.Select(node => node.Operation).OfType<TokenEmbedding>().Min(embedding => (int?)embedding.Vocabulary);
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>S, the number of samples, 1 … <see cref="MaximumBatchSize"/>.</summary>
    public int BatchSize { get; }

    /// <summary>
    /// Samples in memory at a time: S, or fewer when <see cref="PlanOptions.InGroups"/> allows it and no sample's values depend on another
    /// sample. Working memory grows with it, and not with S.
    /// </summary>
    public int GroupSize { get; }

    /// <summary>Vector width of its kernels.</summary>
    public VectorWidth Width { get; }

    /// <summary>How values lie in working memory.</summary>
    internal LaneFormat Lanes { get; }

    /// <summary>Working memory of one executor, weights included, in bytes.</summary>
    public long WorkspaceBytes => Size * sizeof(float);

    /// <summary>The samples hold numbers of tokens below this; null when they hold values.</summary>
    internal int? Vocabulary { get; }

    internal Slot Input { get; }

    /// <summary>Offset of the number of the first sample of the current group, an integer.</summary>
    internal long FirstSample { get; }

    internal PlanEntry[] Entries { get; }

    internal WeightSlot[] Weights { get; }

    /// <summary>The backward pass; null where none is compiled.</summary>
    internal BackwardPlan? Backward { get; }

    internal long Size { get; }

    /// <summary>Compiles a network.</summary>
    /// <param name="network">The network; it must have exactly one input.</param>
    /// <param name="batchSize">Number of samples, 1 … <see cref="MaximumBatchSize"/>.</param>
    /// <param name="options">What to observe and how; null for the defaults.</param>
    /// <exception cref="UsageException">The batch size is out of range, or the plan needs more memory than allowed.</exception>
    public static Plan Compile(Network network, int batchSize, PlanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new PlanOptions();
        if (batchSize is < 1 or > MaximumBatchSize)
            throw new UsageException($"batch size {batchSize} is out of range", $"use 1 … {MaximumBatchSize}");
        if (network.Inputs.Count() != 1)
            throw new UsageException($"{network.Name} has {network.Inputs.Count()} inputs; the engine runs networks with exactly one");

        if (options is { Normalization: NormalizationMode.Running, Backward: { } wanted } && wanted.Kinds.HasFlag(GradientKinds.Weights))
            throw new NotSupportedException("Gradients by the scales of normalisations with running statistics are not computed.");
        if (network.Nodes.Any(node => node.Operation is TokenEmbedding && node.Inputs[0].Operation is not Networks.Operations.Input))
            throw new UsageException($"{network.Name} embeds values it computes; only the numbers of its input can be looked up");

        var groupSize = options.InGroups && !MixesSamples(network, options) ? Math.Min(batchSize, SamplesOfGroup) : batchSize;
        var width = options.Width ?? VectorWidths.For(groupSize);
        var plan = Compile(network, batchSize, groupSize, options, width);
        foreach (var segments in options.Backward is { Segments: 1 } backward && plan.WorkspaceBytes > backward.MostKeptBytes ? SegmentsToTry : [])
        {
            var smaller = Compile(network, batchSize, groupSize, options with { Backward = options.Backward! with { Segments = segments } }, width);
            if (smaller.WorkspaceBytes < plan.WorkspaceBytes) plan = smaller;
            if (plan.WorkspaceBytes <= options.Backward!.MostKeptBytes) break;
        }

        return plan.WorkspaceBytes <= options.MaximumBytes
            ? plan
            : throw new UsageException(
                FormattableString.Invariant(
                    $"{network.Name} needs {plan.WorkspaceBytes / 1e9:F1} GB of working memory for a batch of {batchSize}; {options.MaximumBytes / 1e9:F1} GB are allowed"),
                "use a smaller batch or smaller inputs");
    }

    private static Plan Compile(Network network, int batchSize, int groupSize, PlanOptions options, VectorWidth width) =>
        width switch
        {
            _ when options.Backward is { IsDouble: true } => Compile<Lanes64>(network, batchSize, groupSize, options, VectorWidth.Scalar),
            VectorWidth.Bits512 => Compile<Lanes512>(network, batchSize, groupSize, options, width),
            VectorWidth.Bits256 => Compile<Lanes256>(network, batchSize, groupSize, options, width),
            VectorWidth.Bits128 => Compile<Lanes128>(network, batchSize, groupSize, options, width),
            _ => Compile<Lanes32>(network, batchSize, groupSize, options, width),
        };

    private static Plan Compile<TLanes>(Network network, int batchSize, int groupSize, PlanOptions options, VectorWidth width)
        where TLanes : unmanaged, ILanes<TLanes> => options.HasTangents
            ? new PlanCompiler<DualLanes<TLanes>>(network, batchSize, groupSize, options).Compile(width)
            : new PlanCompiler<TLanes>(network, batchSize, groupSize, options).Compile(width);

    /// <summary>Whether values of a sample depend on other samples: only batch statistics do that.</summary>
    private static bool MixesSamples(Network network, PlanOptions options) =>
        options.Normalization == NormalizationMode.Batch && network.Nodes.Any(node => node.Operation is BatchNormalization);
}

using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Truth;
using SwapScore.Weights;

namespace SwapScore.Spaces.NasBench101;

/// <summary>The space of NAS-Bench-101: cells that are graphs of up to seven vertices and nine edges with three operations.</summary>
internal sealed class NasBench101Space : SearchSpace<NasBench101Architecture>
{
    private const int MaximumDraws = 1_000_000;

    private static readonly NasBench101Operation[] Inner =
        [NasBench101Operation.MaxPool3x3, NasBench101Operation.Convolution1x1, NasBench101Operation.Convolution3x3];

    // The classifier of a thin network is never run.
    private const int ThinOutputs = 1;

    /// <inheritdoc/>
    public override string Name => "nasbench101";

    /// <inheritdoc/>
    public override string Summary => "cells that are graphs of up to seven vertices and nine edges, three operations; three stacks of three";

    /// <inheritdoc/>
    public override string Source => "Ying et al.: NAS-Bench-101: Towards Reproducible Neural Architecture Search (ICML 2019)";

    /// <summary>423,624 cells that are not isomorphic, as published.</summary>
    public override BigInteger Size => 423_624;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedArchitecture> Named => field ??=
    [
        new("RESNET", NasBench101Architecture.Parse("0>1 0>3 1>2 2>3: conv3x3-bn-relu conv3x3-bn-relu"), "a residual cell"),
        new("INCEPTION", NasBench101Architecture.Parse(
            "0>1 0>2 0>3 0>4 1>5 2>6 3>6 4>6 5>6: conv1x1-bn-relu conv3x3-bn-relu conv1x1-bn-relu maxpool3x3 conv3x3-bn-relu"), "an Inception-like cell"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<SpaceTask> Tasks { get; } = [new("cifar10", new Shape(3, 32, 32), 10)];

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(new ZeroCostTruth("zc_nasbench101.json"), new AccuracyTruth())
    {
        Truth = "the accuracy of trained NAS-Bench-101 networks",
        PublishedMetric = "synflow",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Facts => field ??=
    [
        new("operations", "maxpool3x3, conv1x1-bn-relu, conv3x3-bn-relu"),
        new("limits", "7 vertices with input and output, 9 edges"),
        new("scoring network", "the full network: 128, 256, 512 channels, three cells each"),
    ];

    /// <inheritdoc/>
    protected override NasBench101Architecture Read(string text) => NasBench101Architecture.Parse(text);

    /// <summary>Draws matrices of seven vertices and operations until one is a valid cell, as the benchmark's random search does.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal cells.</param>
    public override NasBench101Architecture Sample(RandomKey key)
    {
        const int Count = NasBench101Architecture.MaximumVertices;
        var draw = key.Draw();
        for (var attempt = 0; attempt < MaximumDraws; attempt++)
        {
            var edges = new bool[Count, Count];
            for (var i = 0; i < Count; i++)
                for (var j = i + 1; j < Count; j++)
                    edges[i, j] = draw.Next(2) == 1;
            var inner = Enumerable.Range(0, Count - 2).Select(_ => draw.Pick(Inner)).ToList();
            try
            {
                return NasBench101Architecture.Create(edges, [NasBench101Operation.Input, .. inner, NasBench101Operation.Output]);
            }
            catch (UsageException)
            {
                // Not connected, or too many edges: about half of all matrices. Draw again.
            }
        }

        throw new InvalidOperationException("no valid cell was drawn");
    }

    /// <inheritdoc/>
    public override NasBench101Architecture Mutate(NasBench101Architecture parent, RandomKey key) => NasBench101Variation.Mutate(parent, key);

    /// <inheritdoc/>
    public override NasBench101Architecture Cross(NasBench101Architecture first, NasBench101Architecture second, RandomKey key) =>
        NasBench101Variation.Cross(first, second, key);

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> Forms(NasBench101Architecture architecture) =>
        [new("text", architecture.Text), new("key", architecture.Key)];

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(NasBench101Architecture architecture, SpaceTask task, Shape input)
    {
        ArgumentNullException.ThrowIfNull(task);
        return NasBench101Networks.Build(architecture, task.Outputs, input);
    }

    /// <summary>Builds the benchmark's network, with channels of the stem and cells per stack as chosen.</summary>
    /// <param name="architecture">The cell.</param>
    /// <param name="size">Samples, classes and size.</param>
    /// <exception cref="UsageException">An auxiliary head or drop path is asked for, or a number is out of range.</exception>
    /// <exception cref="NetworkException">The images are too small for the two reductions.</exception>
    public override Network BuildTrainingNetwork(NasBench101Architecture architecture, TrainingSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        size.RequirePlain(Name, hasSizes: true);
        return NasBench101Networks.Build(architecture, size.Classes, size.Input, size.Channels ?? NasBench101Networks.StemChannels, size.Cells ?? NasBench101Networks.CellsAStack);
    }

    /// <inheritdoc/>
    public override Network BuildThinNetwork(NasBench101Architecture architecture, Shape input) =>
        NasBench101Networks.Build(architecture, ThinOutputs, input, channels: 8, cells: 1);

    /// <inheritdoc/>
    public override IInitializer Initializer { get; } = new NasBench101Initializer();
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.FlexiBert;

namespace SwapScore.Tests.Engine;

/// <summary>The same bits everywhere: gradients of the loss of architectures of all spaces are pinned in a file, for all widths and threads.</summary>
public sealed class SameGradientBitsTests
{
    private static readonly string[] Names = ["nasbench101", "nasbench201", "nasbench301", "darts", "transnas-micro", "transnas-macro"];

    [Theory]
    [InlineData(16, 1, Explicit = true)]
    [InlineData(16, 2)]
    [InlineData(16, 5, Explicit = true)]
    [InlineData(8, 1, Explicit = true)]
    [InlineData(4, 2, Explicit = true)]
    [InlineData(1, 5, Explicit = true)]
    public async Task Gradients_ArchitecturesOfAllSpaces_ArePinnedBits(int lanes, int threads)
    {
        string[] lines =
        [
            .. Names.Select(name => $"{name} {Fingerprint(SearchSpaces.Find(name), (VectorWidth)lanes, threads)}"),
            .. Enumerable.Range(0, 4).Select(seed => $"flexibert-original {seed} {FingerprintOfEncoder(RandomKey.FromSeed(seed), (VectorWidth)lanes, threads)}"),
        ];
        var golden = Path.Combine(SourceTree.Root, "test", "SwapScore.Tests", "Golden", "same-gradient-bits.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllLinesAsync(golden, lines, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllLinesAsync(golden, TestContext.Current.CancellationToken), lines);
    }

    /// <summary>SHA-256 of the bits of all gradients by weights and samples.</summary>
    private static string Fingerprint(ISearchSpace space, VectorWidth width, int threads)
    {
        var batch = BuiltInImages.Natural32.Resize(8).ToBatch(0, 6).WithRandomLabels(10);
        var key = RandomKey.FromSeed(7);
        var network = space.BuildScoringNetwork(space.Sample(key), space.Tasks.First(task => task.Loss == TaskLoss.CrossEntropy && task.Input.Channels == 3), batch.Shape);
        using var executor = new Executor(threads);
        executor.Load(
            Plan.Compile(network, batch.Size, new PlanOptions { Width = width, Backward = new BackwardOptions { Kinds = GradientKinds.Weights | GradientKinds.Input } }), batch);
        executor.Initialize(space.Initializer, key);
        executor.Forward();
        executor.Backward(LossGradients.CrossEntropy(batch.Labels!.Value, network.Outputs[0].Shape.Channels), GradientKinds.Weights | GradientKinds.Input);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var one in executor.Parameters)
            hash.AppendData(MemoryMarshal.AsBytes(executor.GradientOf(one)));
        Assert.True(executor.TryGetInputGradient(out var input));
        for (var sample = 0; sample < batch.Size; sample++)
            hash.AppendData(MemoryMarshal.AsBytes(input.Sample(sample).ToArray().AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>SHA-256 of the bits of all gradients by maps, scales and positions of a small encoder.</summary>
    private static string FingerprintOfEncoder(RandomKey key, VectorWidth width, int threads)
    {
        var space = new FlexiBertSpace(FlexiBertVariant.Original);
        var batch = new Batch(new Shape(1, 1, 9), [.. Enumerable.Range(0, 9 * 18).Select(place => place * 7 % 30f)], "tokens");
        var network = FlexiBertNetworks.Build(
            (FlexiBertArchitecture)space.Sample(key), new FlexiBertOptions { Vocabulary = 30, EmbeddingWidth = 24, Hidden = 32, FeedForward = 48, DropoutRate = 0.1f }, batch.Shape);
        using var executor = new Executor(threads);
        executor.Load(Plan.Compile(network, batch.Size, new PlanOptions { Width = width, Backward = new BackwardOptions { Kinds = GradientKinds.Weights } }), batch);
        executor.Initialize(space.Initializer, key);
        executor.Forward();
        executor.Backward((sample, _, gradient) => Gaussian.Fill(key.Derive(RandomPurpose.Other, sample), gradient), GradientKinds.Weights);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var one in executor.Parameters)
            hash.AppendData(MemoryMarshal.AsBytes(executor.GradientOf(one)));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}

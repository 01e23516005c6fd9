using System.Globalization;
using SwapScore.Bench;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Patterns;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.TorchBench;

/// <summary>
/// One evaluation of swap, weights drawn beforehand: the published algorithm through libtorch (forward pass, concatenate all recorded
/// activations, sign, distinct rows of the transpose) against ours.
/// </summary>
internal static class PublishedBench
{
    private static readonly (string Space, int Side, int Samples)[] Cases =
    [
        ("darts", 32, 16), ("darts", 32, 32), ("nasbench201", 32, 16), ("nasbench201", 32, 32), ("nasbench101", 32, 16), ("nasbench301", 32, 16),
        ("transnas-micro", 64, 16), ("transnas-macro", 64, 16), ("flexibert", 64, 16),
    ];

    /// <param name="output">Where the table goes.</param>
    /// <param name="spaces">The spaces that are measured; none for all.</param>
    public static void Run(TextWriter output, IReadOnlyList<string> spaces)
    {
        output.WriteLine("| space | samples | values a sample | published, ms | of it unique | ours, ms | ratio |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var (name, side, samples) in Cases.Where(one => spaces.Count == 0 || spaces.Contains(one.Space)))
        {
            var space = SearchSpaces.Find(name);
            var task = space.Tasks[0];
            var isText = task.Preparation == ImagePreparation.Tokens;
            var shape = isText ? new Shape(1, 1, side) : new Shape(task.Input.Channels, side, side);
            var batch = isText ? Tokens(shape, samples) : Noise.ToBatch(shape, samples, 1);
            var network = space.BuildScoringNetwork(space.Sample(RandomKey.FromSeed(7)), task, shape);
            Compare(output, name, network, batch, space);
        }
    }

    private static void Compare(TextWriter output, string name, Network network, Batch batch, ISearchSpace space)
    {
        var key = RandomKey.FromSeed(1);
        using var executor = new Executor();
        executor.Load(Plan.Compile(network, batch.Size), batch);
        executor.Initialize(space.ScoringInitializer, key);
        var counter = new PatternCounter(network.Activations.DistinctBy(node => network.Canonical[node.Index]), batch.Size);

        using var scope = NewDisposeScope();
        using var forwardOnly = no_grad();
        var weights = new TorchWeights(network, space.ScoringInitializer, key, ScalarType.Float32, CPU);
        var input = TorchPass.InputOf(batch, ScalarType.Float32, CPU);
        var theirs = 0L;
        var kept = Signs(network, weights, input).detach();
        var seconds = Timing.Fastest(
            () =>
            {
                using var inner = NewDisposeScope();
                theirs = Signs(network, weights, input).unique(dim: 0).Item1.shape[0];
            },
            () =>
            {
                using var inner = NewDisposeScope();
                kept.unique(dim: 0);
            },
            () =>
            {
                counter.Clear();
                executor.Run(counter);
            });
        if (Math.Abs(theirs - counter.Count) > 1e-3 * theirs) throw new InvalidOperationException($"{name}: {counter.Count} patterns, libtorch finds {theirs}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {batch.Size} | {network.Neurons} | {1e3 * seconds[0]:F1} | {seconds[1] / seconds[0]:P0} | {1e3 * seconds[2]:F2} | {seconds[0] / seconds[2]:F0} |"));
    }

    /// <summary>The signs of all recorded activations, a row a neuron, those recorded twice twice.</summary>
    private static Tensor Signs(Network network, TorchWeights weights, Tensor input)
    {
        var pass = new TorchPass(network, weights, input, observed: node => node.IsSwapActivation);
        return cat([.. network.Activations.Select(node => pass.Of(node).flatten(1))], 1).sign().transpose(0, 1);
    }

    private static Batch Tokens(Shape shape, int samples)
    {
        var draw = RandomKey.FromSeed(1).Draw();
        return new Batch(shape, [.. Enumerable.Range(0, samples * (int)shape.Count).Select(_ => (float)draw.Next(30_522))], "tokens");
    }
}

using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Tests.Memory;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Running;

[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    [Fact]
    public void Evaluations_OneThousand_LeaveMemoryFlat()
    {
        NativeMemory.Require();
        TorchLibrary.Load();
        set_num_threads(1);
        using var convolutions = new PlainConvolutions();
        var space = SearchSpaces.Find("nasbench201");
        var input = new Shape(3, 8, 8);
        var batch = Noise.ToBatch(input, 4, seed: 1);
        Evaluate(0, 50);
        var before = NativeMemory.BytesInUse;
        Evaluate(50, 1000);
        var grown = (NativeMemory.BytesInUse - before) / 1e6;
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"native memory in use grew by {grown:F1} MB"));
        Assert.True(grown < 10, $"native memory in use grew by {grown:F1} MB");

        void Evaluate(int first, int count)
        {
            for (var i = first; i < first + count; i++)
            {
                using var scope = NewDisposeScope();
                var key = RandomKey.FromSeed(i);
                var network = space.BuildThinNetwork(space.Sample(key), input);
                var weights = new TorchWeights(network, space.Initializer, key, ScalarType.Float32, CPU);
                var pass = new TorchPass(network, weights, TorchPass.InputOf(batch, ScalarType.Float32, CPU));
                autograd.grad([pass.Output.sum()], [.. weights.Layers.Select(layer => layer.Weight)], allow_unused: true);
            }
        }
    }
}

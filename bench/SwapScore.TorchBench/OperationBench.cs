using System.Globalization;
using SwapScore.Bench;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Torch.Running;
using SwapScore.Weights;
using static TorchSharp.torch;

namespace SwapScore.TorchBench;

/// <summary>Single operations at the shapes that scoring meets: our kernels against libtorch's (oneDNN, MKL), each on one thread.</summary>
internal static class OperationBench
{
    private const int Samples = 16;

    private static readonly (Operation Operation, Shape Input)[] Cases =
    [
        (new Convolution(16, 3) { Padding = 1 }, new Shape(16, 32, 32)),
        (new Convolution(32, 3) { Padding = 1 }, new Shape(32, 16, 16)),
        (new Convolution(64, 3) { Padding = 1 }, new Shape(64, 8, 8)),
        (new Convolution(128, 3) { Padding = 1 }, new Shape(128, 16, 16)),
        (new Convolution(16, 1), new Shape(16, 32, 32)),
        (new Convolution(32, 1), new Shape(32, 16, 16)),
        (new Convolution(64, 1), new Shape(64, 8, 8)),
        (new Convolution(128, 1), new Shape(128, 16, 16)),
        (new Convolution(6, 3) { Padding = 1, Groups = 6 }, new Shape(6, 16, 16)),
        (new Convolution(36, 5) { Padding = 2, Groups = 36 }, new Shape(36, 16, 16)),
        (new Convolution(256, 1) { Bias = true }, new Shape(256, 1, 128)),
        (new Convolution(1024, 1) { Bias = true }, new Shape(256, 1, 128)),
        (new MatrixProduct(TransposeSecond: true), new Shape(4, 128, 64)),
        (new MatrixProduct { TransposeFirst = true }, new Shape(4, 64, 128)),
    ];

    public static void Run(TextWriter output)
    {
        output.WriteLine($"| operation | input, {Samples} samples | ours, ms | libtorch, ms | ratio |");
        output.WriteLine("|---|---|--:|--:|--:|");
        foreach (var (operation, shape) in Cases)
        {
            var builder = new NetworkBuilder("operation");
            var source = builder.Input(shape);
            var node = builder.Add(operation, operation.Arity == 2 ? [source, source] : [source]);
            var network = builder.Build(node);
            var batch = Noise.ToBatch(shape, Samples, 1);
            var (initializer, key) = (new GaussianInitializer(), RandomKey.FromSeed(1));

            using var executor = new Executor();
            executor.Load(Plan.Compile(network, Samples, new PlanOptions { Observed = one => one == node }), batch);
            executor.Initialize(initializer, key);
            using var scope = NewDisposeScope();
            using var forwardOnly = no_grad();
            var weights = new TorchWeights(network, initializer, key, ScalarType.Float32, CPU);
            var input = TorchPass.InputOf(batch, ScalarType.Float32, CPU);
            var seconds = Timing.Fastest(
                () => executor.Run(new Nothing()),
                () =>
                {
                    using var inner = NewDisposeScope();
                    TorchPass.Compute(node, [input, input], weights);
                });
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {operation.Name} {node.Shape.Channels} × {operation.Settings} | {shape} | {1e3 * seconds[0]:F3} | {1e3 * seconds[1]:F3} | {seconds[1] / seconds[0]:F2} |"));
        }
    }

    private sealed class Nothing : IActivationObserver
    {
        public void Observe(in Activation activation)
        {
        }
    }
}

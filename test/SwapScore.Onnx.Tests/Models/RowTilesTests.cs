using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Onnx.Running;

namespace SwapScore.Onnx.Tests.Models;

public sealed unsafe class RowTilesTests
{
    private const int Samples = 3;

    /// <summary>Value = 100·sample + neuron, the neurons of a sample in several runs: whole nodes and parts hold the same.</summary>
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(3, 1500)]
    public void Show_WholeOrInParts_ShowsEveryValueOnce(int outer, int inner)
    {
        var values = new float[outer * Samples * inner];
        for (var run = 0; run < outer; run++)
            for (var sample = 0; sample < Samples; sample++)
                for (var i = 0; i < inner; i++)
                    values[(run * Samples + sample) * inner + i] = 10_000 * sample + run * inner + i;
        foreach (var takesParts in (bool[])[false, true])
        {
            var observer = new Collecting(takesParts, outer * inner);
            fixed (float* first = values)
                RowTiles.Show(first, new SampleLayout(outer, inner), Samples, Node(outer * inner), 1, observer, threads: 2);
            Assert.Equal(Enumerable.Range(0, Samples).SelectMany(sample => Enumerable.Range(0, outer * inner).Select(neuron => 10_000f * sample + neuron)), observer.Seen);
            Assert.Equal(takesParts && outer * inner > 5, observer.Parts > 1);
        }
    }

    private static Node Node(int neurons)
    {
        var builder = new NetworkBuilder("rows");
        return builder.Build(builder.Relu(builder.Input(Shape.Vector(neurons)))).Activations.Single();
    }

    private sealed class Collecting(bool takesParts, int neurons) : IActivationObserver
    {
        private readonly Lock _lock = new();

        public float[] Seen { get; } = new float[Samples * neurons];

        public int Parts { get; private set; }

        public bool TakesParts(Node node) => takesParts;

        public void Observe(in Activation activation)
        {
            lock (_lock)
            {
                Parts++;
                for (var sample = 0; sample < Samples; sample++)
                    activation.Sample(sample).CopyTo(Seen.AsSpan(sample * neurons + activation.FirstNeuron));
            }
        }
    }
}

using SwapScore.Engine;

namespace SwapScore.Tests.Engine;

/// <summary>Keeps a copy of everything it sees, as <c>[neuron][sample]</c> by node index.</summary>
internal sealed class CollectingObserver : IActivationObserver
{
    public Dictionary<int, float[]> Values { get; } = [];

    public void Observe(in Activation activation)
    {
        var values = new float[activation.Neurons * activation.Samples];
        for (var neuron = 0; neuron < activation.Neurons; neuron++)
            for (var sample = 0; sample < activation.Samples; sample++)
                values[neuron * activation.Samples + sample] = activation.Sample(sample)[neuron];
        Values.Add(activation.Node.Index, values);
    }
}

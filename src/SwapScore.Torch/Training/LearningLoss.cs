using SwapScore.Networks;
using SwapScore.Torch.Running;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace SwapScore.Torch.Training;

/// <summary>What a training makes small.</summary>
internal static class LearningLoss
{
    /// <summary>
    /// The cross entropy of the logits, a mean over samples, and the same plus that of the auxiliary head times its weight. With smoothing ε, the target of K classes is
    /// 1 − ε + ε/K for the class of a sample and ε/K for each other one.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="pass">Its forward pass.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="smoothing">ε.</param>
    /// <param name="auxiliaryWeight">The weight of the auxiliary head.</param>
    public static (Tensor Main, Tensor Total) Compute(Network network, TorchPass pass, Tensor labels, double smoothing, double auxiliaryWeight)
    {
        var main = cross_entropy(pass.Output.to(ScalarType.Float32), labels, label_smoothing: smoothing);
        return network.Outputs.Length == 1
            ? (main, main)
            : (main, main.Plus(cross_entropy(pass.Of(network.Outputs[1]).flatten(1).to(ScalarType.Float32), labels, label_smoothing: smoothing).Times(auxiliaryWeight)));
    }
}

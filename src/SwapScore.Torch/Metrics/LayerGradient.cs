using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Metrics;

/// <summary>One use of a convolution or linear map in a pass.</summary>
/// <param name="Node">The node; nodes that share weights are uses of one layer.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Gradient">Of the loss by the weight, over all uses; null at further uses, and where the loss does not depend on it.</param>
/// <param name="Output">Its values.</param>
/// <param name="OutputGradient">Of the loss by its values.</param>
internal sealed record LayerGradient(Node Node, Tensor Weight, Tensor? Gradient, Tensor Output, Tensor? OutputGradient)
{
    public static IReadOnlyList<LayerGradient> Compute(GradientRun run, TorchPass pass, Tensor loss)
    {
        var nodes = run.Network.Nodes
            .Where(node => node.Operation is Convolution or Linear && !node.IsAuxiliary && run.Network.Canonical[node.Index] == node.Index && pass.Has(node))
            .ToArray();
        var weights = Array.ConvertAll(nodes, node => WeightOf(run.Weights, node));
        var outputs = Array.ConvertAll(nodes, pass.Of);
        var owners = Array.FindAll(nodes, node => nodes.First(other => other.WeightOwner == node.WeightOwner) == node);
        var gradients = GradientRun.Gradients(loss, [.. owners.Select(node => WeightOf(run.Weights, node)), .. outputs]);
        return
        [
            .. nodes.Select((node, i) => new LayerGradient(
                node, weights[i], Array.IndexOf(owners, node) is >= 0 and var owner ? gradients[owner] : null, outputs[i], gradients[owners.Length + i])),
        ];
    }

    /// <summary>The weight of a convolution or linear map.</summary>
    public static Tensor WeightOf(TorchWeights weights, Node node) =>
        weights.Of(node, node.Operation is Linear ? ParameterRole.LinearWeight : ParameterRole.ConvolutionWeight)!;
}

using SwapScore.Networks;
using static TorchSharp.torch;

namespace SwapScore.Torch.Training;

/// <summary>One tensor that a network has learned.</summary>
/// <param name="Node">The node that owns it.</param>
/// <param name="Parameter">Which of its parameters it is.</param>
/// <param name="Values">The values.</param>
internal sealed record StateTensor(Node Node, Parameter Parameter, Tensor Values)
{
    /// <summary>Its name in files, for example <c>stem.convolution.weight</c>.</summary>
    public string Name => $"{Node.Name}.{Parameter.Name}";
}

using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Running;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace SwapScore.Torch.Training;

/// <summary>
/// Which convolutions of the processor a training may use. Those of oneDNN are more than twice as fast as libtorch's own, but can give NaN where channels do not fill
/// whole vectors (<see cref="PlainConvolutions"/>). So a network uses them only if all its channels do; convolutions of the image itself are then products of matrices.
/// </summary>
internal static class ConvolutionChoice
{
    // Numbers of single precision in the widest vector.
    private const int Lanes = 16;

    /// <summary>Whether a network may use oneDNN.</summary>
    public static bool AllowsOneDnn(Network network) => network.Nodes.All(node => node.Operation is not (Convolution or TransposedConvolution) || ReadsImage(node)
        || (node.Shape.Channels % Lanes == 0 && node.InputShapes[0].Channels % Lanes == 0));

    /// <summary>Keeps oneDNN away while a network is trained that may not use it; null where it may.</summary>
    public static PlainConvolutions? Keep(Network network) => AllowsOneDnn(network) ? null : new PlainConvolutions();

    /// <summary>Whether a node is a convolution of the image without groups.</summary>
    public static bool ReadsImage(Node node) => node.Operation is Convolution { Groups: 1 } && node.Inputs[0].Operation is Input;

    /// <summary>A convolution without groups as one product of matrices per sample.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">What it reads, <c>[sample][channel][row][column]</c>.</param>
    /// <param name="weight">Its weight, <c>[output][input][row][column]</c>.</param>
    /// <param name="bias">Its bias; null for none.</param>
    public static Tensor Multiply(Node node, Tensor x, Tensor weight, Tensor? bias)
    {
        var convolution = (Convolution)node.Operation;
        var (rows, columns) = (convolution.RowWindow, convolution.ColumnWindow);
        var windows = unfold(
            x, (rows.Kernel, columns.Kernel), (rows.Dilation, columns.Dilation), (rows.Padding, columns.Padding), (rows.Stride, columns.Stride));
        var result = weight.flatten(1).matmul(windows).view(x.shape[0], node.Shape.Channels, node.Shape.Rows, node.Shape.Columns);
        return bias is null ? result : result.Plus(bias.view(1, -1, 1, 1));
    }
}

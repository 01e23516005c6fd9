using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Backward;

/// <summary>The networks whose gradients the engine computes.</summary>
internal static class Differentiable
{
    /// <summary>Whether every operation that the output depends on has a gradient here.</summary>
    /// <param name="network">The network.</param>
    public static bool Covers(Network network)
    {
        var needed = new bool[network.Nodes.Length];
        needed[network.Outputs[0].Index] = true;
        foreach (var node in network.Nodes.Reverse().Where(node => needed[node.Index]))
        {
            if (!Covers(node.Operation)) return false;
            foreach (var input in node.Inputs)
                needed[input.Index] = true;
        }

        return network.Inputs.Count() == 1;
    }

    /// <summary>Whether an operation has a gradient here.</summary>
    public static bool Covers(Operation operation) => operation is Input or Zero or Add or Concatenation or Crop or ChannelSlice or Reshape
        or Convolution or TransposedConvolution or Linear or BatchNormalization or Relu or LeakyRelu { Slope: > 0 } or Tanh or Scaling
        or MaxPooling or AveragePooling or GlobalAveragePooling;
}

using System.Runtime.InteropServices;
using SwapScore.Networks;
using SwapScore.Weights;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Export;

/// <summary>Writes the weights of a network, each once, however many nodes use it: the very values the engine draws.</summary>
internal sealed class NetworkWeights(GraphWriter graph, OnnxExportOptions options)
{
    private readonly Dictionary<(Node Owner, ParameterRole Role), string> _names = [];

    /// <summary>Whether the node has such a parameter.</summary>
    public static bool Has(Node node, ParameterRole role) => node.Parameters.Any(parameter => parameter.Role == role);

    /// <summary>The name of a weight tensor.</summary>
    /// <param name="dimensions">Its dimensions; as many values as the parameter has.</param>
    public string Name(Node node, ParameterRole role, params long[] dimensions)
    {
        if (_names.TryGetValue((node.WeightOwner, role), out var known)) return known;
        var index = node.Parameters.ToList().FindIndex(parameter => parameter.Role == role);
        var parameter = node.Parameters[index];
        var bytes = new byte[checked(parameter.Count * sizeof(float))];
        var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        Initializers.Fill(options.Initializer, node.WeightOwner, parameter, node.FirstParameter + index, options.Key, values);
        if (role == ParameterRole.TransposedConvolutionWeight) InputsFirst(values, parameter);
        return _names[(node.WeightOwner, role)] = graph.Tensor($"{node.WeightOwner.Name}.{parameter.Name}", DataType.Float, dimensions, bytes);
    }

    /// <summary>ONNX keeps the input channels of a transposed convolution before the output channels.</summary>
    private static void InputsFirst(Span<float> values, Parameter parameter)
    {
        var (outputs, inputs, area) = (parameter.Outputs, parameter.FanIn / parameter.KernelArea, parameter.KernelArea);
        var ours = values.ToArray().AsSpan();
        for (var output = 0; output < outputs; output++)
            for (var input = 0; input < inputs; input++)
                ours.Slice((output * inputs + input) * area, area).CopyTo(values[((input * outputs + output) * area)..]);
    }
}

using System.Collections.Immutable;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Metrics.Vkdnw;

/// <summary>The first weight of each of the first tensors of parameters of a network: of convolutions, linear maps, biases, scales and shifts.</summary>
internal sealed class ChosenWeights
{
    private const int MostTensors = 128;

    private readonly Dictionary<(Node Owner, ParameterRole Role), int> _places = [];

    /// <param name="network">The network.</param>
    public ChosenWeights(Network network)
    {
        foreach (var node in network.Nodes.Where(node => !node.IsAuxiliary && node.WeightOwner == node))
            foreach (var parameter in node.Parameters.Where(parameter => IsChosen(parameter.Role)).Take(MostTensors - _places.Count))
                _places.Add((node, parameter.Role), _places.Count);
        Nodes = [.. network.Nodes.Where(node => node.Parameters.Any(parameter => _places.ContainsKey((node.WeightOwner, parameter.Role))))];
    }

    /// <summary>How many weights they are.</summary>
    public int Count => _places.Count;

    /// <summary>The nodes that have them or use them.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>Adds the gradients by the chosen weights of a node.</summary>
    /// <param name="node">One of <see cref="Nodes"/>.</param>
    /// <param name="gradient">The gradient by the first channel of its value, <c>[row][column]</c>.</param>
    /// <param name="values">The first channel of the value of <see cref="ReadBy"/>; a scale's without its scale and shift.</param>
    /// <param name="sums">By weight.</param>
    public void Add(Node node, ReadOnlySpan<float> gradient, ReadOnlySpan<float> values, Span<double> sums)
    {
        foreach (var parameter in node.Parameters)
        {
            if (!_places.TryGetValue((node.WeightOwner, parameter.Role), out var place)) continue;
            sums[place] += parameter.Role switch
            {
                ParameterRole.ConvolutionWeight => Product((Convolution)node.Operation, node.Inputs[0].Shape, node.Shape, gradient, values),
                ParameterRole.LinearWeight => (double)gradient[0] * values[0],
                ParameterRole.Scale => Product(gradient, values),
                _ => Sum(gradient),
            };
        }
    }

    /// <summary>The node whose value the gradients of a node need; null where they need none.</summary>
    public static Node? ReadBy(Node node) => node.Operation switch
    {
        Convolution or Linear => node.Inputs[0],
        _ when node.Parameters.Any(parameter => parameter.Role == ParameterRole.Scale) => node,
        _ => null,
    };

    private static bool IsChosen(ParameterRole role) =>
        role is ParameterRole.ConvolutionWeight or ParameterRole.LinearWeight or ParameterRole.Bias or ParameterRole.Scale or ParameterRole.Shift;

    /// <summary>The first weight of a convolution joins every output with the input above and to the left of it.</summary>
    private static double Product(Convolution operation, Shape input, Shape output, ReadOnlySpan<float> gradient, ReadOnlySpan<float> values)
    {
        var (rows, columns, sum) = (operation.RowWindow, operation.ColumnWindow, 0.0);
        for (var row = 0; row < output.Rows; row++)
            for (var column = 0; column < output.Columns; column++)
            {
                var (y, x) = (row * rows.Stride - rows.Padding, column * columns.Stride - columns.Padding);
                if (y >= 0 && x >= 0 && y < input.Rows && x < input.Columns) sum += (double)gradient[row * output.Columns + column] * values[y * input.Columns + x];
            }

        return sum;
    }

    private static double Product(ReadOnlySpan<float> gradient, ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        for (var i = 0; i < gradient.Length; i++)
            sum += (double)gradient[i] * values[i];
        return sum;
    }

    private static double Sum(ReadOnlySpan<float> gradient)
    {
        var sum = 0.0;
        foreach (var value in gradient) sum += value;
        return sum;
    }
}

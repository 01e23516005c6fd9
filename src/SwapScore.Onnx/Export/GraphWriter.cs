using System.Globalization;
using System.Runtime.InteropServices;
using SwapScore.Networks;
using SwapScore.Onnx.Schema;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Export;

/// <summary>Puts an ONNX graph together: nodes that are named like the one value they give, tensors, constants written once.</summary>
/// <param name="name">Name of the graph.</param>
/// <param name="tensors">Where values of tensors go.</param>
/// <param name="reserved">Names kept for values that come later.</param>
internal sealed class GraphWriter(string name, ITensorStore tensors, IEnumerable<string> reserved)
{
    private readonly HashSet<string> _names = [.. reserved];
    private readonly Dictionary<(DataType Type, string Text), string> _constants = [];

    public GraphProto Graph { get; } = new() { Name = name };

    /// <summary>A name nothing else has: the one wanted, or with a number where that is taken.</summary>
    public string Unique(string wanted)
    {
        var unique = wanted;
        for (var number = 2; !_names.Add(unique); number++)
            unique = $"{wanted}{number}";
        return unique;
    }

    /// <summary>Adds a node.</summary>
    /// <param name="output">Its name and that of its value; reserved or unique.</param>
    /// <returns>The name of its value.</returns>
    public string Add(string type, string output, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        Graph.Node.Add(new NodeProto { Name = output, OpType = type, Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return output;
    }

    /// <summary>Adds a tensor.</summary>
    /// <returns>Its name: the one wanted, or with a number where that is taken.</returns>
    public string Tensor(string wanted, DataType type, IEnumerable<long> dimensions, byte[] values)
    {
        var tensor = new TensorProto { Name = Unique(wanted), DataType = (int)type, Dims = { dimensions } };
        tensors.Put(tensor, values);
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>A number, as a tensor without dimensions.</summary>
    public string Number(float value) => Constant(Text(value), DataType.Float, [], MemoryMarshal.AsBytes([value]));

    /// <summary>A vector of one number again and again.</summary>
    public string Same(float value, int count)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return Constant($"{Text(value)}-times-{count}", DataType.Float, [count], MemoryMarshal.AsBytes<float>(values));
    }

    /// <summary>A matrix of numbers, <c>[row][column]</c>; a name stands for the same values wherever it is used.</summary>
    public string Matrix(string constant, int rows, int columns, ReadOnlySpan<float> values) =>
        Constant(constant, DataType.Float, [rows, columns], MemoryMarshal.AsBytes(values));

    /// <summary>Numbers of any dimensions; a name stands for the same values wherever it is used.</summary>
    public string Numbers(string constant, long[] dimensions, ReadOnlySpan<float> values) =>
        Constant(constant, DataType.Float, dimensions, MemoryMarshal.AsBytes(values));

    /// <summary>A table of whole numbers, <c>[row][column]</c>; a name stands for the same values wherever it is used.</summary>
    public string Table(string constant, int rows, int columns, ReadOnlySpan<long> values) =>
        Constant(constant, DataType.Int64, [rows, columns], MemoryMarshal.AsBytes(values));

    /// <summary>A list of whole numbers: a shape, positions, axes.</summary>
    public string List(params ReadOnlySpan<long> values) =>
        Constant(string.Join('_', values.ToArray()), DataType.Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>The dimensions of a value for any number of samples: ONNX takes 0 for that of the input.</summary>
    public string ShapeOf(Shape shape) => List(0, shape.Channels, shape.Rows, shape.Columns);

    private string Constant(string text, DataType type, long[] dimensions, ReadOnlySpan<byte> values)
    {
        if (_constants.TryGetValue((type, text), out var known)) return known;
        return _constants[(type, text)] = Tensor($"constant.{text}", type, dimensions, values.ToArray());
    }

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}

using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Graphs;

/// <summary>
/// Lets models of other real types run in single precision: the smaller ones overflow as soon as weights are drawn N(0, 1) and round small
/// values to zero, which are other signs; and ONNX Runtime convolves in single precision only.
/// </summary>
internal static class SinglePrecision
{
    private const int Single = (int)DataType.Float;

    // Attributes that name a type of elements.
    private static readonly HashSet<string> Types = ["to", "dtype", "output_dtype", "output_datatype", "stash_type", "softmax_precision"];

    /// <summary>Changes a model.</summary>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="constants">Its constants, with raw data.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <returns>What it was computed in, for people; null when nothing has been changed.</returns>
    public static string? Apply(IEnumerable<NodeProto> nodes, IReadOnlyDictionary<string, TensorProto> constants, IReadOnlyCollection<ValueInfoProto> inputs)
    {
        // Where weights are single, double precision is that of a few numbers that a framework computes more exactly.
        var isDouble = inputs.Any(input => input.Type.TensorType.ElemType == (int)DataType.Double)
            || constants.Values.Any(constant => constant.DataType == (int)DataType.Double && constant.Dims.Count > 1);
        HashSet<int> replaced = isDouble ? [(int)DataType.Float16, (int)DataType.Bfloat16, (int)DataType.Double] : [(int)DataType.Float16, (int)DataType.Bfloat16];
        var found = new HashSet<int>();
        foreach (var constant in constants.Values) ConvertTensor(constant);
        foreach (var input in inputs) ConvertType(input.Type);
        foreach (var node in nodes) ConvertNode(node);
        return found.Count > 0 ? string.Join(" and ", found.Order().Select(ElementType.Name)) : null;

        bool IsReplaced(int type)
        {
            if (!replaced.Contains(type)) return false;
            found.Add(type);
            return true;
        }

        void ConvertTensor(TensorProto tensor)
        {
            if (!IsReplaced(tensor.DataType)) return;
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(TensorValues.Encode(TensorValues.Reals(tensor), Single));
            tensor.DataType = Single;
        }

        void ConvertType(TypeProto? type)
        {
            if (type?.TensorType is { } tensor && IsReplaced(tensor.ElemType)) tensor.ElemType = Single;
        }

        void ConvertNode(NodeProto node)
        {
            foreach (var attribute in node.Attribute)
            {
                if (Types.Contains(attribute.Name) && IsReplaced((int)attribute.I)) attribute.I = Single;
                if (attribute.T is not null) ConvertTensor(attribute.T);
                foreach (var tensor in attribute.Tensors) ConvertTensor(tensor);
            }

            foreach (var body in node.Bodies())
            {
                foreach (var constant in body.Initializer) ConvertTensor(constant);
                foreach (var value in body.Input.Concat(body.Output).Concat(body.ValueInfo)) ConvertType(value.Type);
                foreach (var inner in body.Node) ConvertNode(inner);
            }
        }
    }
}

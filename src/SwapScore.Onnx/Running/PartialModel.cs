using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>Makes a model of its own from some nodes of a graph.</summary>
internal static class PartialModel
{
    /// <param name="graph">The graph the nodes are of; gives versions and domains.</param>
    /// <param name="nodes">The nodes, in order.</param>
    /// <param name="constants">Constants they read.</param>
    /// <param name="inputs">Everything else they read.</param>
    /// <param name="outputs">The values that are wanted.</param>
    /// <param name="folds">Whether ONNX Runtime may fold normalisations by constants into the convolutions before them.</param>
    public static ModelProto Create(
        ModelGraph graph,
        IEnumerable<NodeProto> nodes,
        IEnumerable<TensorProto> constants,
        IEnumerable<ValueInfoProto> inputs,
        IEnumerable<string> outputs,
        bool folds = true)
    {
        var model = new ModelProto { IrVersion = Math.Max(4, graph.Model.IrVersion), Graph = new GraphProto { Name = "part" } };
        model.OpsetImport.Add(graph.Model.OpsetImport);
        model.Graph.Node.Add(nodes);
        model.Graph.Initializer.Add(constants);
        model.Graph.Input.Add(inputs);

        // It does so even in training mode. A constant that could be fed instead is none to its optimiser.
        var statistics = model.Graph.Node.Where(node => node.Is("BatchNormalization") && (!folds || node.Integer("training_mode", 0) != 0)).SelectMany(node => node.Input.Skip(3)).ToHashSet();
        model.Graph.Input.Add(model.Graph.Initializer.Where(constant => statistics.Contains(constant.Name)).Select(constant => Input(constant.Name, constant.DataType, constant.Dims)));
        model.Graph.Output.Add(outputs.Select(output => new ValueInfoProto { Name = output }));
        return model;
    }

    /// <summary>An input of known type and dimensions.</summary>
    public static ValueInfoProto Input(string name, int elementType, IEnumerable<long> dimensions)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(dimensions.Select(dimension => new TensorShapeProto.Types.Dimension { DimValue = dimension }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = elementType, Shape = shape } } };
    }
}

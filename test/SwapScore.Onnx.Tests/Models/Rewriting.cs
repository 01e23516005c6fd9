using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using AttributeType = SwapScore.Onnx.Schema.AttributeProto.Types.AttributeType;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>Writes a model in another way that means the same, as some exporters would.</summary>
internal static class Rewriting
{
    private const string Library = "pkg.onnxscript.torch_lib";

    /// <summary>
    /// As PyTorch's dynamo exporter first wrote models: every node a call of a function that asks for the rank of its input before it does the
    /// work, and refers to the attributes of the call.
    /// </summary>
    public static ModelProto AsFunctions(ModelProto model)
    {
        var functions = model.Clone();
        functions.OpsetImport.Add([new OperatorSetIdProto { Domain = Library, Version = 1 }, new OperatorSetIdProto { Domain = $"{Library}.common", Version = 1 }]);
        functions.Graph.Node.Clear();
        functions.Functions.Add(Function($"{Library}.common", "Rank", ["input"], [Node("Shape", ["input"], ["tmp"]), Node("Size", ["tmp"], ["return_val"])]));
        foreach (var node in model.Graph.Node)
        {
            if (node.OpType == "Constant")
            {
                functions.Graph.Node.Add(node.Clone());
                continue;
            }

            var call = node.Clone();
            (call.Domain, call.OpType) = (Library, $"aten_{node.OpType.ToLowerInvariant()}_{functions.Functions.Count}");
            functions.Graph.Node.Add(call);
            functions.Functions.Add(Questioning(node, call.OpType));
        }

        return functions;
    }

    /// <summary>In another real type: weights, inputs and casts.</summary>
    public static ModelProto InPrecision(ModelProto model, DataType type)
    {
        var changed = model.Clone();
        foreach (var constant in changed.Graph.Initializer.Concat(changed.Graph.Node.SelectMany(node => node.Attribute).Select(attribute => attribute.T).OfType<TensorProto>()))
        {
            if (constant.DataType != (int)DataType.Float) continue;
            constant.RawData = ByteString.CopyFrom(TensorValues.Encode(TensorValues.Reals(constant), (int)type));
            constant.DataType = (int)type;
        }

        foreach (var input in changed.Graph.Input.Where(input => input.Type.TensorType.ElemType == (int)DataType.Float)) input.Type.TensorType.ElemType = (int)type;
        foreach (var to in changed.Graph.Node.Where(node => node.OpType == "Cast").Select(node => node.Attribute.Single(attribute => attribute.Name == "to")))
            if (to.I == (int)DataType.Float) to.I = (int)type;
        return changed;
    }

    /// <summary>The same with all numbers rounded to another type and kept in single precision.</summary>
    public static ModelProto Rounded(ModelProto model, DataType type)
    {
        var changed = model.Clone();
        foreach (var constant in changed.Graph.Initializer.Where(constant => constant.DataType == (int)DataType.Float))
            constant.RawData = ByteString.CopyFrom(TensorValues.Encode(TensorValues.Reals(TensorValues.Encode(TensorValues.Reals(constant), (int)type), (int)type), 1));
        return changed;
    }

    /// <summary>As PyTorch exports for training: normalisations in training mode with all their results, dropout switched on before maps.</summary>
    public static ModelProto InTraining(ModelProto model, int opset)
    {
        var changed = model.Clone();
        foreach (var node in changed.Graph.Node.ToList())
        {
            if (node.OpType == "Gemm")
            {
                changed.Graph.Initializer.Add([Sketch.Tensor($"{node.Name}/ratio", [0.5f]), new TensorProto { Name = $"{node.Name}/mode", DataType = (int)DataType.Bool, RawData = ByteString.CopyFrom(1) }]);
                var dropout = Node("Dropout", [node.Input[0], $"{node.Name}/ratio", $"{node.Name}/mode"], [$"{node.Name}/kept", $"{node.Name}/mask"]);
                changed.Graph.Node.Insert(changed.Graph.Node.IndexOf(node), dropout);
                node.Input[0] = dropout.Output[0];
            }

            if (node.OpType != "BatchNormalization") continue;
            if (opset >= 14) node.Attribute.Add(Sketch.Int("training_mode", 1));
            node.Output.Add(Enumerable.Range(0, opset >= 14 ? 2 : 4).Select(i => $"batch_norm_dead_output-{node.Name}-{i}"));
        }

        return changed;
    }

    /// <summary>As model collections keep structures: weights without their numbers, filled by a node.</summary>
    public static ModelProto WithoutNumbers(ModelProto model)
    {
        var changed = model.Clone();
        foreach (var constant in model.Graph.Initializer.Where(constant => constant.DataType == (int)DataType.Float))
        {
            changed.Graph.Initializer.Remove(constant);
            changed.Graph.Initializer.Add(TensorValues.OfIntegers($"{constant.Name}__SHAPE", [.. constant.Dims], constant.Dims.Count));
            var fill = Node("ConstantOfShape", [$"{constant.Name}__SHAPE"], [constant.Name]);
            fill.Attribute.Add(new AttributeProto { Name = "value", T = Sketch.Tensor("", [0.02f], 1), Type = AttributeType.Tensor });
            changed.Graph.Node.Insert(0, fill);
        }

        return changed;
    }

    /// <summary>A branch, with a body of one node on either side.</summary>
    public static NodeProto If(string condition, string output, NodeProto then, NodeProto otherwise) =>
        If(condition, output, Body([then]), Body([otherwise]));

    private static NodeProto If(string condition, string output, GraphProto then, GraphProto otherwise)
    {
        var branch = Node("If", [condition], [output]);
        branch.Attribute.Add([Graph("then_branch", then), Graph("else_branch", otherwise)]);
        return branch;
    }

    public static NodeProto Node(string type, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        var node = new NodeProto { OpType = type };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        return node;
    }

    /// <summary>A graph that gives the results of its last node.</summary>
    public static GraphProto Body(IEnumerable<NodeProto> nodes)
    {
        var body = new GraphProto { Name = "body", Node = { nodes } };
        body.Output.Add(body.Node[^1].Output.Select(output => new ValueInfoProto { Name = output }));
        return body;
    }

    public static AttributeProto Graph(string name, GraphProto body) => new() { Name = name, G = body, Type = AttributeType.Graph };

    private static FunctionProto Questioning(NodeProto node, string name)
    {
        string[] inputs = [.. node.Input.Select((_, i) => $"x{i}")];
        string[] outputs = [.. node.Output.Select((_, i) => $"y{i}")];
        NodeProto Work(string suffix)
        {
            var work = Node(node.OpType, inputs, outputs.Select(output => output + suffix));
            work.Attribute.Add(node.Attribute.Select(attribute => new AttributeProto { Name = attribute.Name, RefAttrName = attribute.Name, Type = attribute.Type }));
            return work;
        }

        var rank = Node("Rank", ["x0"], ["rank"]);
        rank.Domain = $"{Library}.common";
        var scalar = Node("Constant", [], ["nine"]);
        scalar.Attribute.Add(Sketch.Int("value_int", 9));
        var branch = Node("If", ["cond"], outputs);
        branch.Attribute.Add([Graph("then_branch", Body([Work("_then")])), Graph("else_branch", Body([Work("_else")]))]);
        var function = Function(Library, name, inputs, [rank, scalar, Node("Equal", ["rank", "nine"], ["cond"]), branch]);
        function.Attribute.Add(node.Attribute.Select(attribute => attribute.Name));
        return function;
    }

    private static FunctionProto Function(string domain, string name, IEnumerable<string> inputs, IReadOnlyList<NodeProto> nodes)
    {
        var function = new FunctionProto { Domain = domain, Name = name };
        function.Input.Add(inputs);
        function.Output.Add(nodes[^1].Output);
        function.Node.Add(nodes);
        function.OpsetImport.Add([new OperatorSetIdProto { Version = 17 }, new OperatorSetIdProto { Domain = $"{Library}.common", Version = 1 }]);
        return function;
    }
}

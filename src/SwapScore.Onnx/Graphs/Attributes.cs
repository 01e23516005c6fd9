using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>Makes, looks up and changes attributes of nodes.</summary>
internal static class Attributes
{
    public static AttributeProto Create(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Create(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static AttributeProto Create(string name, params IEnumerable<long> values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    public static AttributeProto? Find(this NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    public static long Integer(this NodeProto node, string name, long standard) => node.Find(name)?.I ?? standard;

    public static float Real(this NodeProto node, string name, float standard) => node.Find(name)?.F ?? standard;

    public static IReadOnlyList<long> Integers(this NodeProto node, string name) => node.Find(name)?.Ints ?? (IReadOnlyList<long>)[];

    public static string Text(this NodeProto node, string name, string standard) => node.Find(name)?.S.ToStringUtf8() ?? standard;

    /// <summary>Adds an attribute, or replaces the one of this name.</summary>
    public static void Set(this NodeProto node, string name, long value)
    {
        if (node.Find(name) is { } old) node.Attribute.Remove(old);
        node.Attribute.Add(Create(name, value));
    }

    /// <summary>Adds an attribute, or replaces the one of this name.</summary>
    public static void Set(this NodeProto node, string name, IEnumerable<long> values)
    {
        if (node.Find(name) is { } old) node.Attribute.Remove(old);
        node.Attribute.Add(Create(name, values));
    }

    /// <summary>The graphs inside a node: bodies of loops and branches.</summary>
    public static IEnumerable<GraphProto> Bodies(this NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G));

    /// <summary>Whether the node is of the standard's own operations, and of this name.</summary>
    public static bool Is(this NodeProto node, string type) => node.OpType == type && IsStandard(node.Domain);

    /// <summary>Whether a domain is that of the standard's own operations.</summary>
    public static bool IsStandard(string domain) => domain is "" or "ai.onnx";

    /// <summary>The name of a node for messages: its own, or that of its first output.</summary>
    public static string Label(this NodeProto node) => node.Name.Length > 0 ? $"{node.Name} ({node.OpType})"
        : $"{node.OpType} of {node.Output.FirstOrDefault(output => output.Length > 0) ?? "nothing"}";
}

using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Randomness;
using AttributeType = SwapScore.Onnx.Schema.AttributeProto.Types.AttributeType;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Sweep;

/// <summary>
/// A way to call an operation, read from a text such as <c>x[n,4,6,6] w[4,4,3,3] w[4]; group=1</c>: what it reads, then its settings.
/// <list type="bullet">
/// <item><c>x</c>: an activation, <c>n</c> its samples; <c>t</c> and <c>s</c>: one between −1 and 1, and one above 1; <c>k</c> and <c>l</c>: numbers of
/// tokens of 64 and 32 bits, fed;</item>
/// <item><c>w</c> and <c>p</c>: trained numbers of any sign, and positive ones; <c>q</c>: trained whole numbers of 8 bits;</item>
/// <item><c>v</c>, <c>i</c>, <c>j</c>, <c>b</c>: real numbers, whole ones of 64 and 32 bits, and truths that are written out: <c>i{1,2}</c>, <c>i[2,1]{0,1}</c>, <c>i3</c>;</item>
/// <item><c>-</c>: nothing; <c>(x[n,4] w[4])</c>: a list of tensors. <c>outputs=2</c> is the number of results, <c>after=SequenceAt</c> what makes a tensor of them.</item>
/// </list>
/// </summary>
internal sealed partial class OperationCall
{
    // Places of what an operation computes from constants alone, where an activation has its samples.
    private const int Fixed = 3;

    private readonly string _name;
    private readonly string[] _operands;
    private readonly string[] _settings;

    /// <param name="name">The operation.</param>
    /// <param name="text">What it reads, and its settings.</param>
    public OperationCall(string name, string text)
    {
        var parts = text.Split(';');
        (_name, Text) = (name, text);
        _operands = [.. Operands().Matches(parts[0]).Select(match => match.Value)];
        _settings = parts.Length > 1 ? parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
    }

    public string Text { get; }

    /// <summary>Whether it reads what is fed, rather than constants alone.</summary>
    public bool IsFed => Text.Split(';')[0].AsSpan().ContainsAny("xtskl");

    /// <summary>A model that calls it.</summary>
    /// <param name="domain">Domain of the operation.</param>
    /// <param name="opset">Version of the standard.</param>
    /// <param name="seed">Which trained numbers it has.</param>
    /// <param name="isComputed">Whether it reads constants alone, and what it gives is added to an activation.</param>
    /// <param name="isCast">Whether what it gives is made real.</param>
    public ModelProto Model(string domain, int opset, int seed, bool isComputed, bool isCast)
    {
        var sketch = new Sketch(opset);
        if (domain.Length > 0) sketch.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = domain == "com.microsoft" ? 1 : _name == "TreeEnsemble" ? 5 : 3 });
        var beside = isComputed ? Mapped(sketch, "beside", [-1, 4], seed) : "";
        var operands = _operands.Select((operand, place) => operand[0] == '(' ? List(sketch, operand, place, seed, isComputed) : Operand(sketch, operand, $"c{place}", seed, isComputed)).ToList();
        var output = sketch.Node($"swept/{_name}", operands, [.. _settings.Where(setting => Own(setting, "outputs") is null && Own(setting, "after") is null).Select(Setting)]);
        sketch.Last.Domain = domain;
        foreach (var count in _settings.Select(setting => Own(setting, "outputs")).OfType<string>())
            for (var more = int.Parse(count, CultureInfo.InvariantCulture); more > 1; more--) sketch.Last.Output.Add($"more {more}");
        foreach (var after in _settings.Select(setting => Own(setting, "after")).OfType<string>())
            output = sketch.Node(after, after == "SequenceAt" ? [output, sketch.Scalar(0)] : [output]);
        if (isCast) output = sketch.Node("Cast", [output], Sketch.Int("to", (int)DataType.Float));
        if (isComputed) output = sketch.Node("Add", [beside, sketch.Node("ReduceSum", [output], Sketch.Int("keepdims", 0))]);
        sketch.Output(sketch.Node("Relu", [output]));
        return sketch.Model;
    }

    private static string? Own(string setting, string name) => setting.StartsWith($"{name}=", StringComparison.Ordinal) ? setting[(name.Length + 1)..] : null;

    private static string List(Sketch sketch, string operands, int place, int seed, bool isComputed) =>
        sketch.Node("SequenceConstruct", operands[1..^1].Split(' ').Select((operand, index) => Operand(sketch, operand, $"c{place}.{index}", seed, isComputed)));

    private static string Operand(Sketch sketch, string operand, string name, int seed, bool isComputed)
    {
        if (operand == "-") return "";
        var parts = Form().Match(operand);
        var kind = operand[0];
        var values = parts.Groups["values"].Success ? parts.Groups["values"].Value.Split(',') : parts.Groups["one"].Success ? [parts.Groups["one"].Value] : [];
        long[] shape = parts.Groups["shape"].Success
            ? [.. parts.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(dimension => dimension == "n" ? (isComputed ? Fixed : -1) : long.Parse(dimension, CultureInfo.InvariantCulture))]
            : parts.Groups["values"].Success ? [values.Length] : [];
        switch (kind)
        {
            case 'x' when !isComputed:
                return Mapped(sketch, name, shape, seed);
            case 't' or 's':
                var any = isComputed ? sketch.Initializer(name, Drawn(name, shape, seed), shape) : Mapped(sketch, name, shape, seed);
                return kind == 't' ? sketch.Node("Tanh", [any]) : sketch.Node("Add", [sketch.Node("Abs", [any]), sketch.Constant(1f)]);
            case 'x' or 'w':
                return sketch.Initializer(name, Drawn(name, shape, seed), shape);
            case 'p':
                return sketch.Initializer(name, [.. Drawn(name, shape, seed).Select(value => 0.1f + Math.Abs(value))], shape);
            case 'v':
                return sketch.Initializer(name, [.. values.Select(value => float.Parse(value, CultureInfo.InvariantCulture))], shape);
            case 'k' or 'l' when !isComputed:
                return sketch.Input(name, kind == 'k' ? DataType.Int64 : DataType.Int32, shape);
        }

        var numbers = kind switch
        {
            'k' or 'l' => [.. Enumerable.Range(0, (int)Count(shape)).Select(number => number % 2L)],
            'q' => [.. Drawn(name, shape, seed).Select(value => (long)(sbyte)(value * 40))],
            _ => values.Select(value => long.Parse(value, CultureInfo.InvariantCulture)).ToArray(),
        };
        var type = kind switch { 'k' or 'i' => DataType.Int64, 'l' or 'j' => DataType.Int32, 'b' => DataType.Bool, _ => DataType.Int8 };
        var tensor = new TensorProto { Name = name, DataType = (int)type, Dims = { shape } };
        tensor.RawData = ByteString.CopyFrom([.. numbers.SelectMany(number => type == DataType.Int64 ? BitConverter.GetBytes(number) : type == DataType.Int32 ? BitConverter.GetBytes((int)number) : [(byte)number])]);
        sketch.Model.Graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>An activation: a map of what is fed.</summary>
    private static string Mapped(Sketch sketch, string name, long[] shape, int seed)
    {
        var input = sketch.Input($"{name} fed", DataType.Float, shape);
        return shape.Length < 2 ? input : sketch.Node("MatMul", [input, sketch.Initializer($"{name} map", Drawn($"{name} map", [shape[^1], shape[^1]], seed), shape[^1], shape[^1])]);
    }

    private static long Count(long[] shape) => shape.Aggregate(1L, (product, dimension) => product * dimension);

    private static float[] Drawn(string name, long[] shape, int seed)
    {
        var values = new float[Count(shape)];
        Gaussian.Fill(RandomKey.FromSeed(seed).Derive(RandomPurpose.Parameter, name.Sum(letter => letter * 7)), values);
        return values;
    }

    private static AttributeProto Setting(string text)
    {
        var (name, value) = (text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        if (value[0] == '"') return Sketch.Text(name, value.Trim('"'));
        if (value[0] != '[') return value.Contains('.', StringComparison.Ordinal) ? Sketch.Float(name, float.Parse(value, CultureInfo.InvariantCulture)) : Sketch.Int(name, long.Parse(value, CultureInfo.InvariantCulture));
        var numbers = value.Trim('[', ']').Split(',');
        if (!value.Contains('.', StringComparison.Ordinal)) return Sketch.Ints(name, [.. numbers.Select(number => long.Parse(number, CultureInfo.InvariantCulture))]);
        return new AttributeProto { Name = name, Type = AttributeType.Floats, Floats = { numbers.Select(number => float.Parse(number, CultureInfo.InvariantCulture)) } };
    }

    [GeneratedRegex(@"\([^)]*\)|[^ ]+")]
    private static partial Regex Operands();

    [GeneratedRegex(@"^[a-z](\[(?<shape>[n0-9,]*)\])?(\{(?<values>[-0-9.,]*)\}|(?<one>-?[0-9.]+))?$")]
    private static partial Regex Form();
}

using System.Collections.Immutable;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Weights;

namespace SwapScore.Onnx;

/// <summary>A model of any framework in the ONNX format, read and checked; nothing has been run.</summary>
public sealed class OnnxModel
{
    private readonly Lazy<IReadOnlyDictionary<string, Weight>> _weights;

    private OnnxModel(string name, ModelGraph graph)
    {
        (Name, Graph) = (name, graph);
        Inputs = [.. graph.Inputs.Select(ModelInput.Of)];
        _weights = new(() => WeightFinder.Find(graph));
    }

    /// <summary>Name for people: the file's.</summary>
    public string Name { get; }

    /// <summary>The inputs that need values, in the order of the model.</summary>
    public ImmutableArray<ModelInput> Inputs { get; }

    internal ModelGraph Graph { get; }

    /// <summary>Its weights by name of their constant.</summary>
    internal IReadOnlyDictionary<string, Weight> Weights => _weights.Value;

    /// <summary>Trainable parameters.</summary>
    internal long Parameters => Weights.Values.Where(weight => weight.IsTrainable).Sum(weight => weight.Constant.Count());

    /// <summary>Reads a model and the weights it keeps in other files of its folder.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">
    /// The file is missing or damaged, claims absurd sizes, points outside its folder, or is of a kind that cannot be scored (quantised,
    /// older than opset 7, with operations of its own).
    /// </exception>
    public static OnnxModel Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = Path.GetFileName(path);
        return new OnnxModel(name, GraphReader.Read(OnnxFile.Read(path), name, Path.GetDirectoryName(Path.GetFullPath(path))));
    }

    /// <summary>Reads a model from memory; one that keeps weights in other files is refused.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">Name for people.</param>
    /// <exception cref="InputException">As of <see cref="Read"/>.</exception>
    public static OnnxModel Parse(byte[] content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        return new OnnxModel(name, GraphReader.Read(OnnxFile.Parse(content.ToArray(), name), name, null));
    }
}

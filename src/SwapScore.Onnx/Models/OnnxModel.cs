using System.Collections.Immutable;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;

namespace SwapScore.Onnx.Models;

/// <summary>A model of any framework in the ONNX format, read and checked; nothing has been run.</summary>
public sealed class OnnxModel
{
    private readonly Lazy<IReadOnlyDictionary<string, Weight>> _weights;

    private OnnxModel(string name, ModelGraph graph)
    {
        (Name, Graph) = (name, graph);
        Inputs = SampleDimensions.Readings([.. graph.Inputs.Select(ModelInput.Read)])[0];
        _weights = new(() => WeightFinder.Find(graph));
    }

    private OnnxModel(OnnxModel model, ImmutableArray<ModelInput> inputs) => (Name, Graph, Inputs, _weights) = (model.Name, model.Graph, inputs, model._weights);

    /// <summary>Name for people: the file's.</summary>
    public string Name { get; }

    /// <summary>The inputs that need values, in the order of the model.</summary>
    public ImmutableArray<ModelInput> Inputs { get; }

    internal ModelGraph Graph { get; }

    /// <summary>Its weights by name of their constant.</summary>
    internal IReadOnlyDictionary<string, Weight> Weights => _weights.Value;

    /// <summary>Trainable parameters.</summary>
    public long Parameters => Weights.Values.Sum(weight => weight.Parameters);

    /// <summary>Those of them that are tables in which tokens are looked up.</summary>
    internal long EmbeddingParameters => Weights.Values.Where(weight => weight.IsLookedUp).Sum(weight => weight.Parameters);

    /// <summary>
    /// The model under every reading of the dimensions of its inputs, the most likely first: which of them is that of the
    /// samples.
    /// </summary>
    internal IEnumerable<OnnxModel> Readings => SampleDimensions.Readings(Inputs).Select(inputs => new OnnxModel(this, inputs));

    /// <summary>Reads a model and the weights it keeps in other files of its folder.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">
    /// The file is missing or damaged, claims absurd sizes, points outside its folder, or is of a kind that cannot be scored
    /// (quantised, older than opset 7, with operations of its own).
    /// </exception>
    public static OnnxModel Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Create(OnnxFile.Read(path), path);
    }

    /// <summary>The model of a file that has been read.</summary>
    /// <param name="content">What was read; taken over.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">As of <see cref="Read"/>.</exception>
    internal static OnnxModel Create(ModelProto content, string path)
    {
        var name = Path.GetFileName(path);
        return new OnnxModel(name, GraphReader.Read(content, name, Path.GetDirectoryName(Path.GetFullPath(path))));
    }

    /// <summary>
    /// Names a model by its content: the SHA-256 of the file. Where weights lie in other files (external data) it is the SHA-256
    /// of a list of the SHA-256 of all files.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    /// <exception cref="InputException">It is missing or no model, or refers to a file that is missing or outside its folder.</exception>
    public static string Identify(string path) => ModelContent.Read(path);

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

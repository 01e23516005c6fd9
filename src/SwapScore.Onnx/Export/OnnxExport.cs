using Google.Protobuf;
using SwapScore.Networks;
using SwapScore.Onnx.Schema;
using SwapScore.Storage;

namespace SwapScore.Onnx.Export;

/// <summary>Writes networks with weights as ONNX models: IR version 8, operator set 17, any number of samples.</summary>
/// <remarks>
/// The values of nodes have the nodes' names. Images are <c>[batch][channel][row][column]</c>, tokens <c>[batch][token]</c> of 64-bit
/// integers, results of linear maps <c>[batch][feature]</c>.
/// </remarks>
public static class OnnxExport
{
    /// <summary>The largest model, in bytes of weights, that is one file; the weights of larger ones lie in a file of their own beside it.</summary>
    public const long MaximumEmbedded = 1L << 30;

    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    /// <summary>The model in memory.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Weights, normalisation, outputs.</param>
    /// <exception cref="UsageException">The weights are larger than <see cref="MaximumEmbedded"/>.</exception>
    public static byte[] ToBytes(Network network, OnnxExportOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        var bytes = BytesOf(network);
        return bytes <= MaximumEmbedded ? Build(network, options, new EmbeddedTensors()).ToByteArray() : throw new UsageException(
            $"the weights of {network.Name} take {bytes} bytes, more than the {MaximumEmbedded} a model in memory may have", "save it to a file");
    }

    /// <summary>
    /// Writes the model to a file, under another name first: the file holds the old content or the new, never a part. Weights of more than
    /// <see cref="MaximumEmbedded"/> go to <c>PATH.data</c>, which belongs to the model and has to stay beside it.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Weights, normalisation, outputs.</param>
    /// <param name="path">Where; an existing file is replaced.</param>
    /// <param name="cancellation">Leaves the file as it was.</param>
    /// <exception cref="OutputException">It cannot be written.</exception>
    /// <exception cref="UsageException">One weight tensor alone is larger than one tensor may be.</exception>
    public static void Save(Network network, OnnxExportOptions options, string path, CancellationToken cancellation = default) =>
        Save(network, options, path, MaximumEmbedded, cancellation);

    internal static void Save(Network network, OnnxExportOptions options, string path, long maximumEmbedded, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(path);
        if (network.Nodes.SelectMany(node => node.Parameters).FirstOrDefault(parameter => parameter.Count * sizeof(float) > Array.MaxLength) is { } large)
            throw new UsageException($"{network.Name} has a weight of {large.Count} values, more than one tensor may have", "use fewer channels");

        if (BytesOf(network) <= maximumEmbedded)
        {
            AtomicFile.Write(path, stream => Build(network, options, new EmbeddedTensors(), cancellation).WriteTo(stream));
        }
        else
        {
            ModelProto? model = null;
            var values = path + ".data";
            AtomicFile.Write(values, stream => model = Build(network, options, new ExternalTensors(stream, Path.GetFileName(values)), cancellation));
            AtomicFile.Write(path, model!.WriteTo);
        }
    }

    /// <summary>The model as a message.</summary>
    internal static ModelProto Build(Network network, OnnxExportOptions options, ITensorStore tensors, CancellationToken cancellation = default) => new()
    {
        IrVersion = IrVersion,
        ProducerName = "SwapScore",
        ProducerVersion = typeof(OnnxExport).Assembly.GetName().Version!.ToString(3),
        OpsetImport = { new OperatorSetIdProto { Version = OperatorSet } },
        MetadataProps = { options.Metadata.Select(pair => new StringStringEntryProto { Key = pair.Key, Value = pair.Value }) },
        Graph = NetworkExporter.Export(network, options, tensors, cancellation),
    };

    private static long BytesOf(Network network) =>
        network.Nodes.Where(node => node.WeightOwner == node).SelectMany(node => node.Parameters).Sum(parameter => parameter.Count) * sizeof(float);
}

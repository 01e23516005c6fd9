using System.Security.Cryptography;
using System.Text;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Models;

/// <summary>
/// Names models by their content. The name of a model in one file is the SHA-256 of that file, as <c>sha256sum</c> prints it.
/// Where weights lie in other files (external data) it is the SHA-256 of these lines of text: the SHA-256 of the model's file,
/// and for each other file, in ordinal order, its SHA-256, a space and its name as the model writes it.
/// </summary>
internal static class ModelContent
{
    /// <summary>Hashes a model and everything it refers to.</summary>
    /// <param name="path">The file.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    /// <exception cref="InputException">It is missing or no model, or refers to a file that is missing or outside its folder.</exception>
    public static string Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var (model, bytes) = OnnxFile.ReadBytes(path);
        return Identify(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), External(model));
    }

    /// <summary>The constants of a model that lie in other files, and the names of these as the model writes them.</summary>
    public static IReadOnlyList<(TensorProto Constant, string Location)> External(ModelProto model) =>
    [
        .. Tensors(model.Graph).Concat(model.Functions.SelectMany(function => function.Node).SelectMany(Tensors))
            .Where(tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External)
            .Select(tensor => (tensor, ExternalData.Location(tensor))),
    ];

    /// <summary>Names a model that has been read.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="own">SHA-256 of that file.</param>
    /// <param name="external">The constants that lie in other files.</param>
    /// <exception cref="InputException">One of these is missing, or outside the folder.</exception>
    public static string Identify(string path, string own, IReadOnlyList<(TensorProto Constant, string Location)> external)
    {
        if (external.Count == 0) return own;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        var others = external
            .Select(one => (Name: one.Location, File: ExternalData.Locate(one.Constant, folder, one.Location)))
            .Distinct().OrderBy(other => other.Name, StringComparer.Ordinal);
        var lines = $"{own}\n{string.Concat(others.Select(other => $"{Hash(other.File)} {other.Name}\n"))}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }

    private static IEnumerable<TensorProto> Tensors(GraphProto graph) => graph.Initializer.Concat(graph.Node.SelectMany(Tensors));

    private static IEnumerable<TensorProto> Tensors(NodeProto node) => node.Attribute.SelectMany(attribute =>
        attribute.T is { } one ? attribute.Tensors.Prepend(one) : attribute.Tensors).Concat(node.Bodies().SelectMany(Tensors));

    private static string Hash(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read {path}: {fault.Message}", "make it readable", fault);
        }
    }
}

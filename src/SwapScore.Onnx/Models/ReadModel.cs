using System.Security.Cryptography;
using SwapScore.Onnx.Reading;

namespace SwapScore.Onnx.Models;

/// <summary>A file that has been read once: the model in it, and the name of its content.</summary>
/// <param name="Model">The model.</param>
/// <param name="Content">The hash of its content.</param>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Bytes it holds in memory, roughly.</param>
/// <param name="Written">When the file was last written.</param>
internal sealed record ReadModel(OnnxModel Model, string Content, string Path, long Bytes, DateTime Written)
{
    /// <exception cref="InputException">As of <see cref="OnnxModel.Read"/>.</exception>
    public static ReadModel Read(string path)
    {
        var written = File.GetLastWriteTimeUtc(path);
        var (content, bytes) = OnnxFile.ReadBytes(path);
        var own = Convert.ToHexStringLower(SHA256.HashData(bytes));

        // The model is taken over, and then knows no more of other files.
        var external = ModelContent.External(content);
        var model = OnnxModel.Create(content, path);
        return new ReadModel(model, ModelContent.Identify(path, own, external), path, Math.Max(bytes.Length, model.Graph.Constants.Values.Sum(constant => (long)constant.RawData.Length)), written);
    }
}

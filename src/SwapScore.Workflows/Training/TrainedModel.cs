using SwapScore.Engine;
using SwapScore.Onnx.Export;
using SwapScore.Spaces;
using SwapScore.Torch.Training;
using SwapScore.Values;

namespace SwapScore.Workflows.Training;

/// <summary>A trained network for other programs.</summary>
internal static class TrainedModel
{
    private const string FileName = "model.onnx";

    /// <summary>Writes the network of a run folder as an ONNX model, with running statistics and without what helps training only.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="space">The space of its architecture.</param>
    /// <exception cref="SwapScoreException">The weights cannot be read, or the file cannot be written.</exception>
    public static void Export(string folder, ISearchSpace space)
    {
        var trained = TrainedNetwork.Read(folder, [space]);
        OnnxExport.Save(
            trained.Network,
            new OnnxExportOptions
            {
                Initializer = trained,
                Normalization = NormalizationMode.Running,
                Metadata = ValueDictionary<string>.Create(new Dictionary<string, string>
                {
                    ["space"] = space.Name,
                    ["architecture"] = trained.Architecture.Text,
                    ["classes"] = string.Join('\n', trained.Classes),
                    ["normalization"] = "inference",
                }),
            },
            Path.Combine(folder, FileName));
    }
}

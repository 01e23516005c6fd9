using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Import;

/// <summary>A model as a network of the engine, or why it cannot be one.</summary>
/// <param name="Model">The imported model; null where it cannot be imported.</param>
/// <param name="Refusal">The operator, the node and the reason; null where it is imported.</param>
internal sealed record ModelImport(ImportedModel? Model, string? Refusal)
{
    /// <summary>Imports a model, if that can be done.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">What it is fed.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ModelImport Create(OnnxModel model, ModelSamples samples, CancellationToken cancellation)
    {
        try
        {
            var batch = model.Inputs is [{ IsRanked: true, Dimensions: [> 0 and var given, ..] }] ? (int?)given : null;
            return new ModelImport(GraphImport.Create(model.Name, model.Graph, samples, batch, cancellation), null);
        }
        catch (InputException fault)
        {
            return new ModelImport(null, fault.Message);
        }
    }
}

using SwapScore.Evaluation;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx;

/// <summary>Makes requests for model files of this machine, and holds what an <see cref="OnnxEvaluator"/> needs to answer them. Safe for concurrent calls.</summary>
/// <param name="source">Gives the samples that models are fed.</param>
public sealed class OnnxRequests(SampleSource source)
{
    private readonly ModelStore _models = new();
    private readonly SampleStore _samples = new();

    /// <summary>The models of the requests made so far.</summary>
    public IModelStore Models => _models;

    /// <summary>The samples of the requests made so far.</summary>
    public ISampleStore Samples => _samples;

    /// <summary>The request for a model: it names the content of the file, and what the model is fed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Metrics, weights, and how the model is run.</param>
    /// <exception cref="SwapScoreException">The file is missing, no model, or of a kind that cannot be scored; or the samples do not suit it.</exception>
    public EvaluationRequest Create(string path, EvaluationOptions options)
    {
        var fingerprint = _samples.Add(source, OnnxModel.Read(path));
        return new EvaluationRequest(OnnxEvaluator.Space, _models.Add(ModelContent.Read(path)), options, fingerprint);
    }
}

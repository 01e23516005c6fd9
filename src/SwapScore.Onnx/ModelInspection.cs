using SwapScore.Evaluation;
using SwapScore.Onnx.Activations;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;
using SwapScore.Values;

namespace SwapScore.Onnx;

/// <summary>What scoring would make of a model: nothing but shapes has been computed.</summary>
public sealed record ModelInspection
{
    /// <summary>What wrote the file, as it says itself; may be empty.</summary>
    public required string Producer { get; init; }

    /// <summary>Version of the operations.</summary>
    public required int Opset { get; init; }

    /// <summary>Number of nodes, constants not counted.</summary>
    public required int Nodes { get; init; }

    /// <summary>The inputs that need values, in the order of the model.</summary>
    public required ValueList<ModelInput> Inputs { get; init; }

    /// <summary>How samples are run: any number at once, or as many as the model insists on.</summary>
    public required string Batch { get; init; }

    /// <summary>What is observed, in the order of computation.</summary>
    public required ValueList<ModelActivation> Activations { get; init; }

    /// <summary>V: observed values of one sample.</summary>
    public required long Neurons { get; init; }

    /// <summary>Like <see cref="Neurons"/>, equal activations once.</summary>
    public required long DistinctNeurons { get; init; }

    /// <summary>Trainable parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-adds of one sample.</summary>
    public required long MultiplyAdds { get; init; }

    /// <summary>What is drawn anew unless weights are kept, by role.</summary>
    public required ValueList<(string Role, int Count, long Values)> Weights { get; init; }

    /// <summary>Number of batch normalisations.</summary>
    public required int BatchNormalizations { get; init; }

    /// <summary>What is not observed, and what to know.</summary>
    public required ValueList<string> Notes { get; init; }

    /// <summary>Inspects a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">What it would be fed; only shapes matter.</param>
    /// <param name="options">How it would be scored: <see cref="EvaluationOptions.Initializer"/> and <see cref="EvaluationOptions.Model"/> matter; null for the defaults.</param>
    /// <param name="threads">Threads of ONNX Runtime, at least 1; null for one per core. Default: null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">The model cannot be run, or holds nothing to observe.</exception>
    /// <exception cref="UsageException">The initializer is none of <see cref="OnnxEvaluator.Initializers"/>.</exception>
    public static ModelInspection Create(OnnxModel model, SampleSource samples, EvaluationOptions? options = null, int? threads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads ?? 1, 1, nameof(threads));
        var prepared = Prepared(model, samples, OnnxScoringOptions.From(options ?? new EvaluationOptions(), threads ?? Environment.ProcessorCount), cancellation);
        var normalizations = model.Graph.Nodes.Count(node => node.OpType == "BatchNormalization");
        var notes = prepared.Notes.Concat(ActivationFinder.PassedOverBy(model.Graph)).ToList();
        if (!prepared.IsNormalized && prepared.Weights.Values.Any(weight => weight.Role == WeightRole.Convolution))
            notes.Add("no normalisation: exporters fold batch normalisation into convolutions unless they export in training mode; weights are drawn N(0, 2/n) unless another initialization is chosen");
        if (model.Graph.Precision is { } precision) notes.Add($"its numbers of {precision} are computed in single precision");
        return new ModelInspection
        {
            Producer = PrintableText.Brief($"{model.Graph.Model.ProducerName} {model.Graph.Model.ProducerVersion}".Trim()),
            Opset = model.Graph.Opset,
            Nodes = model.Graph.Nodes.Count,
            Inputs = prepared.Model.Inputs,
            Batch = prepared.GroupSize == prepared.Samples.Size ? "any number of samples" : $"{prepared.GroupSize} at a time",
            Activations = [.. prepared.Network.Activations.Select(node => ModelActivation.Create(node, prepared))],
            Neurons = prepared.Network.Neurons,
            DistinctNeurons = prepared.Network.DistinctNeurons,
            Parameters = prepared.Network.Parameters,
            MultiplyAdds = prepared.Network.Flops(),
            Weights = [.. prepared.Weights.Values.GroupBy(weight => weight.Role).OrderBy(group => group.Key)
                .Select(group => (group.Key.ToString(), group.Count(), group.Sum(weight => Reading.TensorValues.Count(weight.Constant))))],
            BatchNormalizations = normalizations,
            Notes = [.. notes.Select(note => PrintableText.Brief(note))],
        };
    }

    private static PreparedModel Prepared(OnnxModel model, SampleSource samples, OnnxScoringOptions options, CancellationToken cancellation)
    {
        try
        {
            return PreparedModel.Create(model, samples, options, cancellation);
        }
        catch (InputException fault)
        {
            throw new InputException(PrintableText.Brief(fault.Message), fault.Remedy, fault);
        }
    }
}

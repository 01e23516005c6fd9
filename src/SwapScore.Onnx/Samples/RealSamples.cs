using System.Collections.Immutable;
using SwapScore.Data;
using SwapScore.Onnx.Models;

namespace SwapScore.Onnx.Samples;

/// <summary>Images for models that take images, texts for those that take tokens.</summary>
/// <param name="name">Name for people and result files.</param>
/// <param name="images">The images at a side, at least as many as samples are wanted.</param>
/// <param name="texts">Token numbers of texts of at most some length, 0 is padding.</param>
/// <param name="options">How they are prepared.</param>
internal sealed class RealSamples(string name, Func<int, ImageSet> images, Func<int, Batch> texts, SampleOptions options) : SampleSource
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    internal override ModelSamples For(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var sources = new List<string>();
        ImmutableArray<int>? labels = null;
        Batch? tokens = null;
        var tensors = new List<SampleTensor>();
        foreach (var input in model.Inputs)
        {
            var role = InputRoles.Find(input);
            if (role != InputRole.Numbers && input.SampleDimension != 0)
                throw new InputException($"input {input.Name} of {input} has no first dimension for samples", "give its samples as an .npy file");
            switch (role)
            {
                case InputRole.Image:
                    tensors.Add(ImageTensors.Create(input, images, options, out var source, out labels));
                    sources.Add(source);
                    break;
                case InputRole.Numbers:
                    throw new InputException($"input {input.Name} of {input} is neither images nor tokens", Remedy.UseNoise("give its samples as an .npy file"));
                default:
                    var length = input.Dimensions[1] > 0 ? (int)input.Dimensions[1] : options.SequenceLength;
                    tokens ??= texts(length);
                    if (input.Dimensions[1] < 0) length = (int)tokens.Shape.Count;
                    tensors.Add(TokenTensors.Create(input, role, tokens, length, InputRoles.Vocabulary(model, input.Name)));
                    break;
            }
        }

        if (tokens is not null) sources.Add(tokens.Source);
        return new ModelSamples(options.Count, [.. tensors], string.Join("; ", sources.Distinct())) { Labels = labels, HasRandomLabels = options.HasRandomLabels };
    }
}

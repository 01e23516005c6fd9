using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Samples;

/// <summary>
/// Gaussian noise, and random tokens, for any model: the last resort. With noise the score predicts less than with real samples.
/// </summary>
/// <param name="options">How many, and how large where models leave it free.</param>
internal sealed class NoiseSamples(SampleOptions options) : SampleSource
{
    private const long MaximumElements = 1L << 30;

    /// <inheritdoc/>
    public override string Name => "noise";

    /// <inheritdoc/>
    internal override ModelSamples For(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ModelSamples(options.Count, [.. model.Inputs.Select((input, index) => Of(model, input, index))], $"noise seed {options.Seed}") { HasRandomLabels = options.HasRandomLabels };
    }

    private SampleTensor Of(OnnxModel model, ModelInput input, int index)
    {
        if (!input.IsRanked) throw new InputException($"input {input.Name} says nothing of its shape", "give its samples as an .npy file");
        var role = InputRoles.Find(input);
        var axis = input.SampleDimension ?? -1;
        var dimensions = Dimensions(input, role).ToList();
        if (axis >= 0) dimensions.RemoveAt(axis);
        var samples = axis >= 0 || input.IsSeparate ? options.Count : 1;
        TokenTensors.Require(input.ElementType);
        if (TensorValues.Count(dimensions) is not { } count || count * samples > MaximumElements)
            throw new InputException($"{samples} samples of {string.Join('×', dimensions)} for input {input.Name} are too large");
        var key = RandomKey.FromSeed(options.Seed).Derive(RandomPurpose.Other, index);
        var vocabulary = (int)Math.Min(InputRoles.Vocabulary(model, input.Name) ?? 2, int.MaxValue);
        var values = new float[count * samples];
        for (var sample = 0; sample < samples; sample++)
            Fill(values.AsSpan((int)(sample * count), (int)count), role, ElementType.IsReal(input.ElementType), vocabulary, key.Derive(RandomPurpose.Noise, sample));
        return new SampleTensor(input.Name, input.ElementType, [.. dimensions], axis, TokenTensors.Encode(values, input.ElementType)) { IsSeparate = input.IsSeparate };
    }

    private static void Fill(Span<float> values, InputRole role, bool isReal, int vocabulary, RandomKey key)
    {
        switch (role)
        {
            case InputRole.Mask:
                values.Fill(1);
                break;
            case InputRole.TokenTypes:
                values.Clear();
                break;
            case InputRole.Positions:
                for (var place = 0; place < values.Length; place++) values[place] = place;
                break;
            case var _ when isReal:
                key.FillNormal(values);
                break;
            default:
                var draw = key.Draw();
                foreach (ref var value in values) value = draw.Next(Math.Max(1, vocabulary));
                break;
        }
    }

    /// <summary>The model's dimensions, free ones filled in.</summary>
    private IEnumerable<long> Dimensions(ModelInput input, InputRole role)
    {
        if (role == InputRole.Image && input.Dimensions.Count(dimension => dimension < 0) > 1 && (input.Dimensions[1] < 0 || input.Dimensions[3] < 0 || input.Dimensions[2] < 0))
        {
            var isLast = options.Layout == ImageLayout.Nhwc || (options.Layout == ImageLayout.Auto && input.Dimensions[1] is < 0 or > 64 && input.Dimensions[3] is > 0 and <= 64);
            return input.Dimensions.Select((dimension, i) => dimension > 0 ? dimension : options.SizeOf(input, i) ?? (i == 0 ? 1 : i == (isLast ? 3 : 1) ? 3 : options.FreeSide));
        }

        return input.Dimensions.Select((dimension, i) => dimension > 0 ? dimension : options.SizeOf(input, i) ?? (i == 0 && input.SampleDimension is null or 0 ? 1 : options.SequenceLength));
    }
}

using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;
using SwapScore.Randomness;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>What a random model and its reference are fed: noise, numbers of tokens, and one number for all samples where an input has no dimensions.</summary>
internal sealed class RandomSamples(RandomModel model) : SampleSource
{
    public override string Name => "given";

    internal override ModelSamples For(OnnxModel read) => new(ModelJudge.Samples, [.. read.Inputs.Select(Tensor)], Name);

    /// <summary>Values of some samples as the reference takes them.</summary>
    /// <param name="name">The input.</param>
    /// <param name="first">The first sample.</param>
    /// <param name="count">How many.</param>
    /// <param name="disturbance">What real numbers are changed by, as a part of them.</param>
    public Array Values(string name, int first, int count, float disturbance)
    {
        var (_, type, shape) = model.Inputs.Find(input => input.Name == name);
        if (shape.Length == 0) return Sample(name, 0);
        var samples = Enumerable.Range(first, count).Select(sample => Sample(name, sample)).ToList();
        var inner = shape.Skip(Array.FindIndex(shape, dimension => dimension < 0) + 1).Aggregate(1, (product, dimension) => product * Math.Abs(dimension));
        var outer = samples[0].Length / inner;
        var values = Enumerable.Range(0, outer).SelectMany(part => samples.SelectMany(sample => sample.Skip(part * inner).Take(inner))).ToArray();
        return type == DataType.Int64 ? Array.ConvertAll(values, value => (long)value) : values.Select((value, place) => value * (1 + disturbance * (1 + place % 3))).ToArray();
    }

    private float[] Sample(string name, int sample)
    {
        var input = model.Inputs.FindIndex(input => input.Name == name);
        var (_, type, shape) = model.Inputs[input];
        var values = new float[shape.Where(dimension => dimension >= 0).Aggregate(1, (product, dimension) => product * dimension)];
        var key = RandomKey.FromSeed(1).Derive(RandomPurpose.Noise, input).Derive(RandomPurpose.Noise, shape.Length == 0 ? 0 : sample);
        Gaussian.Fill(key, values);
        return type == DataType.Int64 ? Array.ConvertAll(values, value => (float)(int)(Math.Abs(value) * 100 % RandomModel.Vocabulary)) : values;
    }

    private SampleTensor Tensor(ModelInput input)
    {
        var known = model.Inputs.Find(one => one.Name == input.Name).Shape;
        var dimensions = known.Where(dimension => dimension >= 0).Select(dimension => (long)dimension).ToList();
        var expected = input.Dimensions.Where((_, axis) => axis != input.SampleDimension).ToList();
        if (dimensions.Count != expected.Count || dimensions.Zip(expected).Any(pair => pair.Second > 0 && pair.First != pair.Second))
            throw new InputException($"samples of {string.Join('×', dimensions)} do not suit {input}");
        var count = known.Length == 0 && !input.IsSeparate ? 1 : ModelJudge.Samples;
        var values = Enumerable.Range(0, count).SelectMany(sample => Sample(input.Name, sample)).ToArray();
        var bytes = ElementType.IsReal(input.ElementType) ? TensorValues.Encode(values, input.ElementType) : TokenTensors.Encode(values, input.ElementType);
        return new SampleTensor(input.Name, input.ElementType, [.. dimensions], input.SampleDimension ?? -1, bytes) { IsSeparate = input.IsSeparate };
    }
}

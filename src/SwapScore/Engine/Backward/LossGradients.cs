using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward;

/// <summary>The derivatives of losses by the outputs of a sample, each a mean over samples and values. A label holds at every position of a sample.</summary>
internal static unsafe class LossGradients
{
    /// <summary>Of the sum of all outputs.</summary>
    public static Loss Sum { get; } = new((_, _, gradient) => gradient.Fill(1));

    /// <summary>Of the sum of the outputs of one sample.</summary>
    public static Loss SumOf(int chosen) => new((sample, _, gradient) => gradient.Fill(sample == chosen ? 1 : 0));

    /// <summary>Of <c>−ln softmax(y)[label]</c>: <c>(softmax(y) − [is label]) / n</c>.</summary>
    /// <param name="labels">The class of every sample.</param>
    /// <param name="classes">Number of classes: the channels of the output.</param>
    public static Loss CrossEntropy(IReadOnlyList<int> labels, int classes) => new(
        (sample, outputs, gradient) => CrossEntropy(labels, classes, sample, outputs, gradient),
        (_, outputs, tangents, curvature) => ChangeOfSoftmax(outputs, tangents, curvature, classes, labels.Count));

    private static void CrossEntropy(IReadOnlyList<int> labels, int classes, int sample, SampleValues outputs, Span<float> gradient)
    {
        var positions = outputs.Length / classes;
        for (var position = 0; position < positions; position++)
        {
            Softmax(outputs, gradient, position, positions, classes);
            for (var i = 0; i < classes; i++)
            {
                ref var value = ref gradient[i * positions + position];
                value = (value - (i == labels[sample] ? 1 : 0)) / ((float)labels.Count * positions);
            }
        }
    }

    /// <summary>Of <c>−ln(p + floor)</c>, p the softmax at the label: <c>p / (p + floor) · (softmax(y) − [is label]) / n</c>.</summary>
    /// <param name="labels">The class of every sample.</param>
    /// <param name="classes">Number of classes: the channels of the output.</param>
    /// <param name="floor">What is added to the probability.</param>
    public static Loss SoftCrossEntropy(IReadOnlyList<int> labels, int classes, float floor) => new(
        (sample, outputs, gradient) => SoftCrossEntropy(labels, classes, floor, sample, outputs, gradient),
        (sample, outputs, tangents, curvature) => ChangeOfSoftCrossEntropy(labels, classes, floor, sample, outputs, tangents, curvature));

    private static void SoftCrossEntropy(IReadOnlyList<int> labels, int classes, float floor, int sample, SampleValues outputs, Span<float> gradient)
    {
        var positions = outputs.Length / classes;
        for (var position = 0; position < positions; position++)
        {
            Softmax(outputs, gradient, position, positions, classes);
            var found = gradient[labels[sample] * positions + position];
            var share = found / (found + floor);
            for (var i = 0; i < classes; i++)
            {
                ref var value = ref gradient[i * positions + position];
                value = share * (value - (i == labels[sample] ? 1 : 0)) / ((float)labels.Count * positions);
            }
        }
    }

    /// <summary>Of <c>(y − target)²</c>.</summary>
    /// <param name="targets">The targets of a sample.</param>
    /// <param name="samples">Number of samples.</param>
    public static Loss SquaredError(Func<int, ReadOnlyMemory<float>> targets, int samples) => new(
        (sample, outputs, gradient) => SquaredError(targets, samples, sample, outputs, gradient),
        (_, _, tangents, curvature) =>
        {
            for (var i = 0; i < curvature.Length; i++)
                curvature[i] = 2 * tangents[i] / ((float)samples * curvature.Length);
        });

    private static void SquaredError(Func<int, ReadOnlyMemory<float>> targets, int samples, int sample, SampleValues outputs, Span<float> gradient)
    {
        var expected = targets(sample).Span;
        for (var i = 0; i < outputs.Length; i++)
            gradient[i] = 2 * (outputs[i] - expected[i]) / ((float)samples * outputs.Length);
    }

    /// <summary>Of <c>|y − target|</c>.</summary>
    /// <param name="targets">The targets of a sample.</param>
    /// <param name="samples">Number of samples.</param>
    public static Loss AbsoluteError(Func<int, ReadOnlyMemory<float>> targets, int samples) => new((sample, outputs, gradient) =>
    {
        var expected = targets(sample).Span;
        for (var i = 0; i < outputs.Length; i++)
        {
            var distance = outputs[i] - expected[i];
            gradient[i] = (distance > 0 ? 1f : distance < 0 ? -1f : distance) / ((float)samples * outputs.Length);
        }
    });

    /// <summary>The change of <c>softmax(y) / n</c> while y changes by t: <c>p·(t − Σ p·t) / n</c>.</summary>
    private static void ChangeOfSoftmax(SampleValues outputs, SampleValues tangents, Span<float> curvature, int classes, int samples)
    {
        var positions = outputs.Length / classes;
        for (var position = 0; position < positions; position++)
        {
            Softmax(outputs, curvature, position, positions, classes);
            var mean = MeanChange(tangents, curvature, position, positions, classes);
            for (var i = 0; i < classes; i++)
            {
                ref var value = ref curvature[i * positions + position];
                value = value * (tangents[i * positions + position] - mean) / ((float)samples * positions);
            }
        }
    }

    /// <summary>With s = p / (p + floor) at the label: <c>s·p·(t − Σ p·t)/n + s'·(softmax(y) − [is label])/n</c>, s' = <c>floor·p·(t − Σ p·t)/(p + floor)²</c>.</summary>
    private static void ChangeOfSoftCrossEntropy(
        IReadOnlyList<int> labels, int classes, float floor, int sample, SampleValues outputs, SampleValues tangents, Span<float> curvature)
    {
        var positions = outputs.Length / classes;
        for (var position = 0; position < positions; position++)
        {
            Softmax(outputs, curvature, position, positions, classes);
            var mean = MeanChange(tangents, curvature, position, positions, classes);
            var place = labels[sample] * positions + position;
            var found = curvature[place];
            var share = found / (found + floor);
            var change = floor * found * (tangents[place] - mean) / ((found + floor) * (found + floor));
            for (var i = 0; i < classes; i++)
            {
                ref var value = ref curvature[i * positions + position];
                value = (share * value * (tangents[i * positions + position] - mean) + change * (value - (i == labels[sample] ? 1 : 0)))
                    / ((float)labels.Count * positions);
            }
        }
    }

    /// <summary>The mean of the changes of one position's outputs, weighted with their softmax.</summary>
    private static float MeanChange(SampleValues tangents, Span<float> softmax, int position, int positions, int classes)
    {
        var mean = 0f;
        for (var i = 0; i < classes; i++)
            mean += softmax[i * positions + position] * tangents[i * positions + position];
        return mean;
    }

    /// <summary>Softmax over the channels of one position, by the kernel of the forward pass.</summary>
    private static void Softmax(SampleValues outputs, Span<float> result, int position, int positions, int classes)
    {
        for (var i = 0; i < classes; i++)
            result[i * positions + position] = outputs[i * positions + position];
        fixed (float* first = result)
            SoftmaxKernel.Run<Lanes32>(first + position, first + position, classes, positions);
    }
}

using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward;

/// <summary>The gradients of losses by the outputs of a sample, each a mean over samples and values. A label holds at every position of a sample.</summary>
internal static unsafe class LossGradients
{
    /// <summary>Of the sum of all outputs.</summary>
    public static OutputGradient Sum { get; } = (_, _, gradient) => gradient.Fill(1);

    /// <summary>Of the sum of the outputs of one sample.</summary>
    public static OutputGradient SumOf(int chosen) => (sample, _, gradient) => gradient.Fill(sample == chosen ? 1 : 0);

    /// <summary>Of <c>−ln softmax(y)[label]</c>: <c>(softmax(y) − [is label]) / n</c>.</summary>
    /// <param name="labels">The class of every sample.</param>
    /// <param name="classes">Number of classes: the channels of the output.</param>
    public static OutputGradient CrossEntropy(IReadOnlyList<int> labels, int classes) => (sample, outputs, gradient) =>
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
    };

    /// <summary>Of <c>−ln(p + floor)</c>, p the softmax at the label: <c>p / (p + floor) · (softmax(y) − [is label]) / n</c>.</summary>
    /// <param name="labels">The class of every sample.</param>
    /// <param name="classes">Number of classes: the channels of the output.</param>
    /// <param name="floor">What is added to the probability.</param>
    public static OutputGradient SoftCrossEntropy(IReadOnlyList<int> labels, int classes, float floor) => (sample, outputs, gradient) =>
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
    };

    /// <summary>Of <c>(y − target)²</c>.</summary>
    /// <param name="targets">The targets of a sample.</param>
    /// <param name="samples">Number of samples.</param>
    public static OutputGradient SquaredError(Func<int, ReadOnlyMemory<float>> targets, int samples) => (sample, outputs, gradient) =>
    {
        var expected = targets(sample).Span;
        for (var i = 0; i < outputs.Length; i++)
            gradient[i] = 2 * (outputs[i] - expected[i]) / ((float)samples * outputs.Length);
    };

    /// <summary>Of <c>|y − target|</c>.</summary>
    /// <param name="targets">The targets of a sample.</param>
    /// <param name="samples">Number of samples.</param>
    public static OutputGradient AbsoluteError(Func<int, ReadOnlyMemory<float>> targets, int samples) => (sample, outputs, gradient) =>
    {
        var expected = targets(sample).Span;
        for (var i = 0; i < outputs.Length; i++)
        {
            var distance = outputs[i] - expected[i];
            gradient[i] = (distance > 0 ? 1f : distance < 0 ? -1f : distance) / ((float)samples * outputs.Length);
        }
    };

    /// <summary>Softmax over the channels of one position, by the kernel of the forward pass.</summary>
    private static void Softmax(SampleValues outputs, Span<float> result, int position, int positions, int classes)
    {
        for (var i = 0; i < classes; i++)
            result[i * positions + position] = outputs[i * positions + position];
        fixed (float* first = result)
            SoftmaxKernel.Run<Lanes32>(first + position, first + position, classes, positions);
    }
}

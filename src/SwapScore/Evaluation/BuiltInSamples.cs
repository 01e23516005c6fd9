using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>Samples for networks of any kind without a file: built-in photographs and passages, noise where neither suits.</summary>
internal static class BuiltInSamples
{
    /// <summary>How many images there are.</summary>
    public const int MaximumCount = 64;

    private const int TextLength = 128;

    /// <summary>The samples of a task of a search space.</summary>
    /// <param name="task">The task.</param>
    /// <param name="count">Number of samples.</param>
    public static Batch Create(SpaceTask task, int count) => task.Preparation == ImagePreparation.Tokens ? TokenBatch.BuiltIn(TextLength, count)
        : task.Input.Channels == 3 ? TaskBatch.Create(task, Images(Math.Min(task.Input.Rows, BuiltInImages.Natural32.Shape.Rows)), count)
        : Noise.ToBatch(task.Input, count, 0);

    /// <summary>The samples of a network.</summary>
    /// <param name="network">The network, of one input.</param>
    /// <param name="count">Number of samples.</param>
    public static Batch Create(Network network, int count)
    {
        var shape = network.Inputs.Single().Shape;
        if (network.Nodes.Any(node => node.Operation is TokenEmbedding)) return TokenBatch.BuiltIn(shape.Columns, count);
        return shape.Channels == 3 && shape.Rows == shape.Columns ? Images(shape.Rows).ToBatch(0, count) : Noise.ToBatch(shape, count, 0);
    }

    private static ImageSet Images(int side) => side == BuiltInImages.Natural32.Shape.Rows ? BuiltInImages.Natural32 : BuiltInImages.Natural32.Resize(side);
}

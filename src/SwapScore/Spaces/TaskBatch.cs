using SwapScore.Data;

namespace SwapScore.Spaces;

/// <summary>Turns images into the samples of a task.</summary>
public static class TaskBatch
{
    /// <summary>The first images as the task prepares them, without the random changes of training.</summary>
    /// <param name="task">The task.</param>
    /// <param name="images">The images.</param>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <exception cref="UsageException">There are fewer images, or they are too small for the task.</exception>
    public static Batch Of(SpaceTask task, ImageSet images, int count)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(images);
        return task.Preparation switch
        {
            ImagePreparation.Taskonomy => images.With(Normalization.Taskonomy).ToBatch(0, count),
            ImagePreparation.Centred => images.With(Normalization.Half).ToBatch(0, count),
            ImagePreparation.Jigsaw => JigsawTiles.Of(images, count),
            _ => images.ToBatch(0, count),
        };
    }
}

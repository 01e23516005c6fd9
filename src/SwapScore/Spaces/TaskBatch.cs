using SwapScore.Data;

namespace SwapScore.Spaces;

/// <summary>Turns images into the samples of a task.</summary>
internal static class TaskBatch
{
    /// <summary>The first images as the task prepares them, without the random changes of training; with their classes where those are known.</summary>
    /// <param name="task">The task.</param>
    /// <param name="images">The images.</param>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <exception cref="UsageException">There are fewer images, or they are too small for the task.</exception>
    public static Batch Create(SpaceTask task, ImageSet images, int count)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(images);
        var batch = task.Preparation switch
        {
            ImagePreparation.Taskonomy => images.With(Normalization.Taskonomy).ToBatch(0, count),
            ImagePreparation.Centered => images.With(Normalization.Half).ToBatch(0, count),
            ImagePreparation.Jigsaw => JigsawTiles.Create(images, count),
            _ => images.ToBatch(0, count),
        };

        // Labels are those of the files, which number from 1 where the task's last class has the number of classes.
        var first = task.LastClass is { } last ? last - task.Outputs + 1 : 0;
        return images.Labels is { } labels && task.Preparation != ImagePreparation.Jigsaw
            ? batch.WithLabels([.. labels.Take(count).Select(label => label - first)])
            : batch;
    }
}

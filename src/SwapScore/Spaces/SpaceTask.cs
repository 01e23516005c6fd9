using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Spaces;

/// <summary>A task the architectures of a space were trained for; it decides the head of the network and the usual input.</summary>
/// <param name="Name">Name on the command line and in published tables, for example <c>cifar10</c>.</param>
/// <param name="Input">Shape of one sample as published.</param>
/// <param name="Outputs">Number of classes or output features.</param>
public sealed record SpaceTask(string Name, Shape Input, int Outputs)
{
    /// <summary>Ten classes of images of 3×32×32.</summary>
    public static SpaceTask Cifar10 { get; } = new("cifar10", new Shape(3, 32, 32), 10);

    /// <summary>The thousand classes of ImageNet, images of 3×224×224.</summary>
    internal static SpaceTask ImageNet { get; } = new("imagenet", new Shape(3, 224, 224), 1000);

    /// <summary>The head that makes outputs of features. Default: a classifier.</summary>
    internal TaskHead Head { get; init; }

    /// <summary>The preparation of images. Default: they are normalised as their data set is.</summary>
    public ImagePreparation Preparation { get; init; }

    /// <summary>
    /// The last class of its data set that belongs to the task, as the files number them; images of later classes are passed over. Null for
    /// all. Default: null.
    /// </summary>
    public int? LastClass { get; init; }

    /// <summary>The loss the networks are trained with. Default: cross entropy.</summary>
    public TaskLoss Loss { get; init; }

    /// <summary>The first images as the task prepares them, without the random changes of training; with their classes where those are known.</summary>
    /// <param name="images">The images.</param>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <exception cref="UsageException">There are fewer images, or they are too small for the task.</exception>
    public Batch CreateBatch(ImageSet images, int count) => TaskBatch.Create(this, images, count);
}

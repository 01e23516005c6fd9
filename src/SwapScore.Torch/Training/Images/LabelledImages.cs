using SwapScore.Networks;

namespace SwapScore.Torch.Training.Images;

/// <summary>Some images of a set with their classes, counted from 0.</summary>
/// <param name="Images">The set.</param>
/// <param name="Indices">Which of its images, in their order.</param>
/// <param name="Labels">The class of each of them.</param>
internal sealed record LabelledImages(IReadableImages Images, int[] Indices, int[] Labels)
{
    /// <summary>Number of images.</summary>
    public int Count => Indices.Length;

    /// <summary>Shape of a sample.</summary>
    public Shape Shape => Images.Shape;

    /// <summary>One image.</summary>
    /// <param name="index">0 … <see cref="Count"/> − 1.</param>
    public PixelImage Read(int index) => Images.Read(Indices[index]);
}

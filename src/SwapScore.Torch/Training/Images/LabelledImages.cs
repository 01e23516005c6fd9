using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Torch.Training.Images;

/// <summary>Some images of a set with their classes, counted from 0.</summary>
/// <param name="Images">The set.</param>
/// <param name="Indices">Which of its images, in their order.</param>
/// <param name="Labels">The class of each of them.</param>
internal sealed record LabelledImages(ImageSet Images, int[] Indices, int[] Labels)
{
    /// <summary>Number of images.</summary>
    public int Count => Indices.Length;

    /// <summary>Shape of one image.</summary>
    public Shape Shape => Images.Shape;

    /// <summary>The pixels of one image, <c>[channel][row][column]</c>.</summary>
    /// <param name="index">0 … <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<byte> Pixels(int index) => Images.Image(Indices[index]);
}

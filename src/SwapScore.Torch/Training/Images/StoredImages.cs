using System.Security.Cryptography;
using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Torch.Training.Images;

/// <summary>Images that lie in memory in the size of a sample.</summary>
/// <param name="images">The images.</param>
internal sealed class StoredImages(ImageSet images) : IReadableImages
{
    public Shape Shape => images.Shape;

    public Normalization Normalization => images.Normalization;

    public PixelImage Read(int index) => new(images.Shape, images.Image(index));

    public void AddTo(IncrementalHash hash, int index) => hash.AppendData(images.Image(index));
}

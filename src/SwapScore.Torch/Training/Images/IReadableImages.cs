using System.Security.Cryptography;
using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Torch.Training.Images;

/// <summary>Images that are read one by one, from any thread.</summary>
internal interface IReadableImages
{
    /// <summary>Shape of a sample of the network.</summary>
    Shape Shape { get; }

    /// <summary>How pixels become inputs.</summary>
    Normalization Normalization { get; }

    /// <summary>An image in its own size.</summary>
    /// <param name="index">Its number in the set.</param>
    PixelImage Read(int index);

    /// <summary>Adds to a digest what an image is.</summary>
    /// <param name="hash">The digest.</param>
    /// <param name="index">The number of the image in the set.</param>
    void AddTo(IncrementalHash hash, int index);
}

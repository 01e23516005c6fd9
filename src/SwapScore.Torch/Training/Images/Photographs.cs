using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Torch.Training.Images;

/// <summary>Photographs of any size, decoded whenever they are seen.</summary>
/// <param name="photographs">The photographs.</param>
/// <param name="normalization">How pixels become inputs.</param>
/// <param name="side">Side of a sample.</param>
internal sealed class Photographs(PhotographSet photographs, Normalization normalization, int side) : IReadableImages
{
    public Shape Shape { get; } = new(Rgb.Channels, side, side);

    public Normalization Normalization => normalization;

    public PixelImage Read(int index)
    {
        var image = photographs.Read(index);
        return new PixelImage(image.Shape, image.Image(0));
    }

    public void AddTo(IncrementalHash hash, int index) => hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{photographs.Fingerprint} {index}")));
}

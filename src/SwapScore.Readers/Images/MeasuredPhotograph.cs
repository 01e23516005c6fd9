using System.Security.Cryptography;
using SwapScore.Data;

namespace SwapScore.Readers.Images;

/// <summary>What is kept of a photograph that is decoded later again.</summary>
/// <param name="Fault">Why it cannot be read; null where it can.</param>
/// <param name="Digest">SHA-256 of its pixels.</param>
/// <param name="Area">Number of its pixels.</param>
/// <param name="Sums">The sum of the values of each channel.</param>
/// <param name="Squares">The sum of their squares.</param>
internal sealed record MeasuredPhotograph(string? Fault, byte[] Digest, long Area, long[] Sums, long[] Squares)
{
    /// <summary>Decodes and measures a photograph.</summary>
    /// <param name="path">The file.</param>
    public static MeasuredPhotograph Read(string path)
    {
        try
        {
            var image = DecodedImage.Read(path);
            return Math.Max(image.Shape.Rows, image.Shape.Columns) > ImageSet.MaximumSide
                ? Faulty($"{Path.GetFileName(path)} has {image.Shape.Columns}×{image.Shape.Rows} pixels; sides of more than {ImageSet.MaximumSide} are not learned from")
                : Measure(image);
        }
        catch (InputException fault)
        {
            return Faulty(fault.Message);
        }
    }

    /// <summary>Mean and deviation of all pixels of photographs.</summary>
    public static Normalization Normalize(IEnumerable<MeasuredPhotograph> photographs)
    {
        var (area, sums, squares) = (0L, new long[Rgb.Channels], new long[Rgb.Channels]);
        foreach (var one in photographs)
        {
            area += one.Area;
            for (var channel = 0; channel < Rgb.Channels; channel++)
            {
                sums[channel] += one.Sums[channel];
                squares[channel] += one.Squares[channel];
            }
        }

        return Normalization.FromSums(area, sums, squares);
    }

    /// <summary>A digest of photographs in their order.</summary>
    public static string Fingerprint(IEnumerable<MeasuredPhotograph> photographs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var one in photographs) hash.AppendData(one.Digest);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static MeasuredPhotograph Faulty(string fault) => new(fault, [], 0, new long[Rgb.Channels], new long[Rgb.Channels]);

    private static MeasuredPhotograph Measure(DecodedImage image)
    {
        var (area, sums, squares) = ((int)image.Shape.Area, new long[Rgb.Channels], new long[Rgb.Channels]);
        for (var channel = 0; channel < Rgb.Channels; channel++)
            foreach (var value in image.Pixels.AsSpan(channel * area, area))
            {
                sums[channel] += value;
                squares[channel] += value * value;
            }

        return new MeasuredPhotograph(null, SHA256.HashData(image.Pixels), area, sums, squares);
    }
}

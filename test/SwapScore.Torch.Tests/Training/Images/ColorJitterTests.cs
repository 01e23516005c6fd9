using System.Security.Cryptography;
using SwapScore.Randomness;
using SwapScore.Torch.Training.Images;

namespace SwapScore.Torch.Tests.Training.Images;

public class ColorJitterTests
{
    // Two rows of three pixels.
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 18).Select(i => (byte)(i * 37 % 251))];

    // Made with Pillow 9.4, by ImageEnhance and, for the hue, by its HSV images, as torchvision does.
    [Theory]
    [InlineData(0, 0.7, new byte[] { 0, 25, 51, 77, 103, 129, 155, 5, 31, 57, 83, 109, 135, 161, 11, 37, 63, 88 })]
    [InlineData(0, 1.3, new byte[] { 0, 48, 96, 144, 192, 240, 255, 10, 58, 106, 154, 202, 250, 255, 20, 68, 116, 165 })]
    [InlineData(1, 0.7, new byte[] { 30, 56, 82, 108, 134, 160, 186, 36, 62, 88, 114, 140, 166, 191, 42, 68, 93, 119 })]
    [InlineData(1, 1.3, new byte[] { 0, 17, 65, 113, 161, 209, 255, 0, 27, 75, 123, 171, 220, 255, 0, 38, 86, 134 })]
    [InlineData(2, 0.7, new byte[] { 45, 38, 66, 103, 140, 177, 201, 18, 46, 83, 120, 157, 180, 173, 26, 63, 100, 137 })]
    [InlineData(2, 1.3, new byte[] { 0, 35, 81, 118, 155, 192, 243, 0, 43, 80, 117, 154, 205, 255, 5, 42, 79, 116 })]
    [InlineData(3, 0.15, new byte[] { 0, 230, 52, 89, 126, 163, 57, 8, 74, 111, 148, 185, 222, 227, 16, 53, 91, 128 })]
    [InlineData(3, -0.15, new byte[] { 10, 8, 74, 111, 148, 185, 222, 180, 16, 53, 91, 128, 0, 230, 38, 75, 112, 149 })]
    public void AChangeIsThatOfPillow(int change, double number, byte[] expected)
    {
        var pixels = Pixels.ToArray();
        ColorJitter.Change(pixels, change, number);
        Assert.Equal(expected, pixels);
    }

    // Digests of what Pillow 9.4 makes of all colours whose channels are multiples of five.
    [Theory]
    [InlineData(0, 0.7, "0d0892953f9a5ec9")]
    [InlineData(0, 1.3, "291444578e660b84")]
    [InlineData(1, 0.7, "bd46b2c77f50f5ee")]
    [InlineData(1, 1.3, "017ef5a54b5170f2")]
    [InlineData(2, 0.7, "07475aa31f6063a7")]
    [InlineData(2, 1.3, "15bcaa0b21745bc2")]
    [InlineData(3, 0.15, "e2b4b2010bf3cd43")]
    [InlineData(3, -0.15, "48be1943bc3d2b14")]
    public void EveryColorChangesAsPillowChangesIt(int change, double number, string digest)
    {
        const int Levels = 52;
        var pixels = new byte[3 * Levels * Levels * Levels];
        var area = pixels.Length / 3;
        for (var i = 0; i < area; i++)
            (pixels[i], pixels[area + i], pixels[2 * area + i]) = ((byte)(i / (Levels * Levels) * 5), (byte)(i / Levels % Levels * 5), (byte)(i % Levels * 5));
        ColorJitter.Change(pixels, change, number);
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(pixels))[..16]);
    }

    [Fact]
    public void FourChangesFollowEachOther()
    {
        var pixels = Pixels.ToArray();
        foreach (var (change, number) in ((int, double)[])[(2, 1.2), (0, 0.9), (3, 0.1), (1, 1.1)]) ColorJitter.Change(pixels, change, number);
        Assert.Equal([0, 168, 61, 97, 133, 171, 121, 0, 66, 103, 139, 176, 223, 241, 0, 34, 71, 108], pixels);
    }

    [Fact]
    public void NumbersAndOrderComeFromTheKey()
    {
        var jitter = new ColorJitter(0.4, 0.4, 0.4, 0.2);
        var made = Enumerable.Range(0, 100).Select(seed =>
        {
            var pixels = Pixels.ToArray();
            jitter.Apply(pixels, RandomKey.FromSeed(seed));
            return Convert.ToHexString(pixels);
        }).ToList();
        Assert.Equal(100, made.Distinct().Count());
        var again = Pixels.ToArray();
        jitter.Apply(again, RandomKey.FromSeed(7));
        Assert.Equal(made[7], Convert.ToHexString(again));

        // Brightness alone: a gray pixel of 100 becomes 60 … 140, evenly.
        var levels = Enumerable.Range(0, 400).Select(seed =>
        {
            byte[] gray = [100, 100, 100];
            new ColorJitter(0.4, 0, 0, 0).Apply(gray, RandomKey.FromSeed(seed));
            return (double)gray[0];
        }).ToList();
        Assert.All(levels, level => Assert.InRange(level, 59, 140));

        // Six standard errors of the mean of 400 even draws of a range of 80.
        Assert.Equal(99.5, levels.Average(), 6 * 80 / Math.Sqrt(12 * 400));
        Assert.False(new ColorJitter(0, 0, 0, 0).IsOn);
    }
}

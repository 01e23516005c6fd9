using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Training;
using SwapScore.Torch.Training.Images;

namespace SwapScore.Torch.Tests.Training.Images;

public class ImageAugmentationTests
{
    private const int Rows = 7;
    private const int Columns = 9;
    private static readonly Shape Shape = new(3, Rows, Columns);
    private static readonly Normalization Normalization = new("test", new(.5, .25, .125), new(.5, .2, .1));

    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(2, false, 0)]
    [InlineData(0, true, 0)]
    [InlineData(0, false, 4)]
    [InlineData(3, true, 5)]
    public void ImagesAreThoseOfPaddedImagesCutOutMirroredNormalizedAndMasked(int padding, bool isFlipped, int cutout)
    {
        var pixels = Enumerable.Range(0, (int)Shape.Count).Select(i => (byte)(i * 37 % 251)).ToArray();
        var augmentation = new ImageAugmentation(Shape, Normalization, new TrainingProtocol { CropPadding = padding, IsFlipped = isFlipped, Cutout = cutout });
        var actual = new float[pixels.Length];
        for (var seed = 0; seed < 50; seed++)
        {
            var key = RandomKey.FromSeed(seed);
            augmentation.Apply(new PixelImage(Shape, pixels), key, actual);
            Assert.Equal(Expected(pixels, key, padding, isFlipped, cutout), actual);
        }
    }

    [Fact]
    public void EvaluationNormalizesAlone()
    {
        var pixels = Enumerable.Range(0, (int)Shape.Count).Select(i => (byte)i).ToArray();
        var inputs = new float[pixels.Length];
        new ImageAugmentation(Shape, Normalization, TrainingProtocol.DartsCifar10).Normalize(new PixelImage(Shape, pixels), inputs);
        Assert.Equal(new ImageSet(Shape, pixels, "test", Normalization).ToBatch(0, 1).Values.ToArray(), inputs);
    }

    [Fact]
    public void ResizedCropsAreCutResizedColoredMirroredAndNormalized()
    {
        var source = new Shape(3, 20, 31);
        var pixels = Enumerable.Range(0, (int)source.Count).Select(i => (byte)(i * 37 % 251)).ToArray();
        var protocol = TrainingProtocol.DartsImageNet;
        var augmentation = new ImageAugmentation(Shape, Normalization, protocol);
        var actual = new float[Shape.Count];
        for (var seed = 0; seed < 20; seed++)
        {
            var key = RandomKey.FromSeed(seed);
            augmentation.Apply(new PixelImage(source, pixels), key, actual);
            var region = ImageRegion.Draw(source, key.Derive(RandomPurpose.Other, 0));
            var part = new byte[3 * region.Rows * region.Columns];
            for (var i = 0; i < part.Length; i++)
                part[i] = pixels[(i / (region.Rows * region.Columns) * source.Rows + region.Top + i / region.Columns % region.Rows) * source.Columns + region.Left + i % region.Columns];
            var resized = new ImageSet(Shape with { Rows = region.Rows, Columns = region.Columns }, part, "part", Normalization.None);
            var sample = new byte[Shape.Count];
            new Resampling(resized.Shape, Shape).Apply(part, sample);
            new ColorJitter(0.4, 0.4, 0.4, 0.2).Apply(sample, key.Derive(RandomPurpose.Other, 1));
            var draw = key.Draw();
            var isMirrored = (draw.Next(1), draw.Next(1), draw.Next(2)).Item3 == 1;
            Assert.Equal(Expected(sample, key, 0, isFlipped: true, 0), actual);
            Assert.Equal(isMirrored, !Expected(sample, key, 0, isFlipped: false, 0).SequenceEqual(actual));
        }
    }

    /// <summary>Step by step, each on a copy: pad, crop, mirror, normalise, multiply by a mask.</summary>
    private static float[] Expected(byte[] pixels, RandomKey key, int padding, bool isFlipped, int cutout)
    {
        var draw = key.Draw();
        var (top, left, mirror, row, column) = (draw.Next(2 * padding + 1), draw.Next(2 * padding + 1), draw.Next(2), draw.Next(Rows), draw.Next(Columns));
        var padded = new byte[3, Rows + 2 * padding, Columns + 2 * padding];
        for (var i = 0; i < pixels.Length; i++) padded[i / (Rows * Columns), i / Columns % Rows + padding, i % Columns + padding] = pixels[i];
        var result = new List<float>();
        for (var channel = 0; channel < 3; channel++)
            for (var y = 0; y < Rows; y++)
            {
                var line = Enumerable.Range(0, Columns).Select(x => padded[channel, y + top, x + left]).ToArray();
                if (isFlipped && mirror == 1) Array.Reverse(line);
                for (var x = 0; x < Columns; x++)
                {
                    var isMasked = y >= row - cutout / 2 && y < row + cutout / 2 && x >= column - cutout / 2 && x < column + cutout / 2;
                    var centred = line[x] / 255f - (float)Normalization.Mean[channel];
                    result.Add(isMasked ? 0 : centred / (float)Normalization.StandardDeviation[channel]);
                }
            }

        return [.. result];
    }
}

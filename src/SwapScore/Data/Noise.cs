using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Data;

/// <summary>Batches of Gaussian noise: input without any structure, for ablations and for trying things out without data.</summary>
internal static class Noise
{
    /// <summary>
    /// Independent values of mean 0 and variance 1. Image i depends on the seed, the shape and i alone, so a smaller batch is the beginning
    /// of a larger one.
    /// </summary>
    /// <param name="shape">Shape of one image, all sides at least 1.</param>
    /// <param name="size">Number of images, at least 1.</param>
    /// <param name="seed">Seed of the noise; any number.</param>
    /// <exception cref="UsageException">The shape or size is not positive, or the batch would exceed 2³¹ values.</exception>
    public static Batch ToBatch(Shape shape, int size, long seed)
    {
        if (shape.Channels < 1 || shape.Rows < 1 || shape.Columns < 1 || size < 1)
            throw new UsageException($"noise of {size} images of {shape}: every number must be at least 1");
        if ((Int128)size * shape.Channels * shape.Area > Array.MaxLength)
            throw new UsageException($"{size} images of {shape} do not fit into one batch", "choose a smaller batch size or side");
        return new Batch(shape, Values(shape, size, RandomKey.FromSeed(seed)), $"noise seed {seed}, {size} × {shape}");
    }

    /// <summary>The values of such a batch from a stream of randomness, <c>[image][channel][row][column]</c>.</summary>
    internal static float[] Values(Shape shape, int size, RandomKey key)
    {
        var values = new float[size * shape.Count];
        var count = (int)shape.Count;
        for (var image = 0; image < size; image++)
            Gaussian.Fill(key.Derive(RandomPurpose.Noise, image), values.AsSpan(image * count, count));
        return values;
    }
}

using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Data;

/// <summary>Immutable images of equal size, as bytes, with what is needed to turn them into a <see cref="Batch"/>.</summary>
public sealed class ImageSet
{
    /// <summary>Longest side of an image, in pixels.</summary>
    public const int MaximumSide = 4096;

    private readonly ReadOnlyMemory<byte> _pixels;

    /// <summary>Takes ownership of the pixels: they must not be changed afterwards.</summary>
    /// <param name="shape">Shape of one image: 3 channels, sides of 1 … <see cref="MaximumSide"/>.</param>
    /// <param name="pixels">All pixels, <c>[image][channel][row][column]</c>, channels in the order red, green, blue.</param>
    /// <param name="source">Where they come from, for people and result files, for example <c>cifar10 data_batch_1.bin</c>.</param>
    /// <param name="normalization">How pixels become network inputs.</param>
    /// <param name="labels">The class of each image, if known.</param>
    /// <exception cref="ArgumentException">
    /// The shape is out of range, the pixels are not a positive whole number of images, or the labels not one for each image.
    /// </exception>
    public ImageSet(
        Shape shape, ReadOnlyMemory<byte> pixels, string source, Normalization normalization, ImmutableArray<int>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(normalization);
        if (shape.Channels != Rgb.Channels || shape.Rows is < 1 or > MaximumSide || shape.Columns is < 1 or > MaximumSide)
            throw new ArgumentException($"images of {shape}: expected 3 channels and sides of 1 … {MaximumSide}", nameof(shape));
        if (pixels.IsEmpty || pixels.Length % shape.Count != 0)
            throw new ArgumentException($"{pixels.Length} bytes are not a whole number of images of {shape}", nameof(pixels));
        Shape = shape;
        Count = (int)(pixels.Length / shape.Count);
        if (labels is { } known && known.Length != Count)
            throw new ArgumentException($"{known.Length} labels for {Count} images", nameof(labels));
        Source = source;
        Normalization = normalization;
        Labels = labels;
        _pixels = pixels;
    }

    /// <summary>Number of images, at least 1.</summary>
    public int Count { get; }

    /// <summary>Shape of one image.</summary>
    public Shape Shape { get; }

    /// <summary>Name of the source of the images, for people and result files. It has no folder, so it is equal on every machine.</summary>
    public string Source { get; }

    /// <summary>Mean and deviation that turn pixels into network inputs.</summary>
    public Normalization Normalization { get; }

    /// <summary>The class of each image as its file numbers them (CIFAR from 0, ImageNet from 1); null when unknown.</summary>
    public ImmutableArray<int>? Labels { get; }

    /// <summary>The pixels of one image, <c>[channel][row][column]</c>.</summary>
    /// <param name="index">0 … <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<byte> Image(int index) => _pixels.Span.Slice(checked((int)(index * Shape.Count)), (int)Shape.Count);

    /// <summary>The first images, without copying a pixel.</summary>
    /// <param name="count">How many, 1 … <see cref="Count"/>.</param>
    /// <exception cref="UsageException">There are fewer images.</exception>
    public ImageSet Take(int count)
    {
        RequireRange(0, count);
        var labels = Labels is { } known ? known[..count] : (ImmutableArray<int>?)null;
        return new ImageSet(Shape, _pixels[..(int)(count * Shape.Count)], Source, Normalization, labels);
    }

    /// <summary>The images of several sets of one data set, one after the other.</summary>
    /// <param name="sets">The sets, at least one, of one shape; all with labels or all without.</param>
    internal static ImageSet Join(IReadOnlyList<ImageSet> sets)
    {
        if (sets.Count == 1) return sets[0];
        var first = sets[0];
        var pixels = new byte[sets.Sum(set => set.Count * first.Shape.Count)];
        var next = 0;
        foreach (var set in sets)
        {
            set._pixels.CopyTo(pixels.AsMemory(next));
            next += set._pixels.Length;
        }

        var labels = first.Labels is null ? (ImmutableArray<int>?)null : [.. sets.SelectMany(set => set.Labels!.Value)];
        return new ImageSet(first.Shape, pixels, $"{first.Source} and {sets.Count - 1} more", first.Normalization, labels);
    }

    /// <summary>The images of the first classes; all of them where classes are unknown.</summary>
    /// <param name="lastClass">The last class that is kept, as the file numbers them.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public ImageSet UpToClass(int lastClass)
    {
        if (Labels is not { } labels || labels.All(label => label <= lastClass)) return this;
        var kept = Enumerable.Range(0, Count).Where(image => labels[image] <= lastClass).ToArray();
        if (kept.Length == 0) throw new UsageException($"{Source} holds no image of a class up to {lastClass}");
        var pixels = new byte[kept.Length * Shape.Count];
        foreach (var (index, image) in kept.Index())
            Image(image).CopyTo(pixels.AsSpan((int)(index * Shape.Count)));
        return new ImageSet(Shape, pixels, $"{Source}, classes up to {lastClass}", Normalization, [.. kept.Select(image => labels[image])]);
    }

    /// <summary>The same images, normalised in another way.</summary>
    /// <param name="normalization">How pixels become network inputs.</param>
    public ImageSet With(Normalization normalization) => new(Shape, _pixels, Source, normalization, Labels);

    /// <summary>The images at another size.</summary>
    /// <remarks>
    /// Separable triangle filter with half-pixel centres: bilinear interpolation for enlarging; for shrinking the triangle is widened by
    /// the ratio of the sides, so that every pixel counts (antialiasing). At the border the weights inside the image are scaled to sum to
    /// one. The sums are exact integers, rounded once, to nearest: the result is the same on every machine.
    /// </remarks>
    /// <param name="side">Rows and columns of the result, 3 … 1024.</param>
    /// <exception cref="UsageException">The side is out of range, or the result would exceed 2 GiB.</exception>
    public ImageSet Resize(int side)
    {
        if (side is < Resampling.MinimumSide or > Resampling.MaximumSide)
            throw new UsageException($"images cannot be resized to side {side}: expected {Resampling.SideRange}");
        var shape = new Shape(Shape.Channels, side, side);
        if (shape == Shape) return this;
        RequireMemory(Count, shape);
        var resized = new byte[Count * shape.Count];
        new Resampling(Shape, shape).Apply(_pixels.Span, resized);
        return new ImageSet(shape, resized, $"{Source} resized to {side}×{side}", Normalization, Labels);
    }

    /// <summary>Some of the images as normalised network inputs.</summary>
    /// <param name="first">Index of the first image.</param>
    /// <param name="count">Number of images, at least 1.</param>
    /// <exception cref="UsageException">There are fewer images.</exception>
    public Batch ToBatch(int first, int count)
    {
        RequireRange(first, count);
        RequireMemory(count, Shape);
        var values = new float[count * Shape.Count];
        var area = (int)Shape.Area;
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var table = Normalization.Table(channel);
            for (var image = 0; image < count; image++)
            {
                var pixels = Image(first + image).Slice(channel * area, area);
                var inputs = values.AsSpan((image * Shape.Channels + channel) * area, area);
                for (var i = 0; i < pixels.Length; i++) inputs[i] = table[pixels[i]];
            }
        }

        var images = count == 1 ? $"image {first}" : $"images {first}–{first + count - 1}";
        return new Batch(Shape, values, $"{Source}, {images}");
    }

    private static void RequireMemory(int count, Shape shape)
    {
        if (count * shape.Count > Array.MaxLength)
            throw new UsageException($"{count} images of {shape} do not fit into one batch", "choose a smaller batch size or side");
    }

    private void RequireRange(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (first + (long)count <= Count) return;
        var from = first == 0 ? "" : $" from image {first}";
        throw new UsageException(
            $"{count} images{from} were asked for, but {Source} holds {Count}",
            Remedy.ChooseSmallerBatch(Math.Max(1, Count - first)));
    }
}

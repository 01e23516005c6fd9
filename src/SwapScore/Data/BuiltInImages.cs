using SwapScore.Networks;

namespace SwapScore.Data;

/// <summary>Images that come with the product, so that a first score needs no download.</summary>
public static class BuiltInImages
{
    private static readonly Lazy<ImageSet> LazyNatural32 = new(() => Read("natural32", new Shape(3, 32, 32)));

    /// <summary>
    /// 64 crops of four photographs, 32×32, normalised as CIFAR-10: astronaut (NASA) and rocket (SpaceX), public domain; chelsea
    /// (Stefan van der Walt) and coffee (Rachel Michetti), CC0.
    /// </summary>
    public static ImageSet Natural32 => LazyNatural32.Value;

    private static ImageSet Read(string name, Shape shape)
    {
        using var stream = typeof(BuiltInImages).Assembly.GetManifestResourceStream($"{name}.bin")
            ?? throw new InvalidOperationException($"the library was built without its images '{name}'");
        var pixels = new byte[stream.Length];
        stream.ReadExactly(pixels);
        return new ImageSet(shape, pixels, name, Normalization.Cifar10);
    }
}

using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Tests.Data;

public sealed class ImageSetTests
{
    [Fact]
    public void Resize_SameSide_IsIdentity() => Assert.Same(BuiltInImages.Natural32, BuiltInImages.Natural32.Resize(32));

    [Fact]
    public void Resize_ConstantImage_StaysConstant()
    {
        var images = new ImageSet(new Shape(3, 32, 32), Enumerable.Repeat((byte)77, 3072).ToArray(), "constant", Normalization.Cifar10);
        foreach (var side in new[] { 3, 7, 16, 31, 33, 64, 224 })
            Assert.All(images.Resize(side).Image(0).ToArray(), pixel => Assert.Equal(77, pixel));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(64)]
    public void Resize_AnySide_KeepsTheMean(int side)
    {
        var before = BuiltInImages.Natural32.Take(8);
        var after = before.Resize(side);
        for (var image = 0; image < 8; image++)
            Assert.Equal(before.Image(image).ToArray().Average(pixel => pixel), after.Image(image).ToArray().Average(pixel => pixel), 6.0);
    }

    [Fact]
    public void Resize_ToHalf_IsATriangleFilter()
    {
        // One bright pixel in the middle of a row spreads over its neighbours at half the size and keeps its sum.
        var pixels = new byte[3 * 16 * 16];
        pixels[8 * 16 + 8] = 255;
        var half = new ImageSet(new Shape(3, 16, 16), pixels, "dot", Normalization.Cifar10).Resize(8).Image(0).ToArray();
        Assert.Equal(255 / 4.0, half.Take(64).Sum(pixel => pixel), 3.0);
        Assert.Equal(36, half[4 * 8 + 4]);
        Assert.All(half.Skip(64), pixel => Assert.Equal(0, pixel));
    }

    [Fact]
    public void Constructor_WrongSizes_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ImageSet(new Shape(3, 2, 2), new byte[13], "x", Normalization.Cifar10));
        Assert.Throws<ArgumentException>(() => new ImageSet(new Shape(1, 2, 2), new byte[4], "x", Normalization.Cifar10));
        Assert.Throws<ArgumentException>(() => new ImageSet(new Shape(3, 2, 2), new byte[12], "x", Normalization.Cifar10, [1, 2]));
    }

    [Fact]
    public void UpToClass_KeepsEarlyClassesInOrder()
    {
        var shape = new Shape(3, 1, 1);
        var images = new ImageSet(shape, new byte[] { 1, 1, 1, 2, 2, 2, 3, 3, 3 }, "three", Normalization.None, [5, 121, 120]);
        var kept = images.UpToClass(120);
        Assert.Equal([5, 120], kept.Labels!.Value);
        Assert.Equal([1, 3], Enumerable.Range(0, 2).Select(i => (int)kept.Image(i)[0]));
        Assert.Same(images, images.UpToClass(121));
        Assert.Contains("no image of a class up to 4", Assert.Throws<UsageException>(() => images.UpToClass(4)).Message, StringComparison.Ordinal);
    }
}

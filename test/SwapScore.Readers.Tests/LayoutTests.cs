using SkiaSharp;
using SwapScore.Data;
using SwapScore.Readers.Images;
using SwapScore.Tests;

namespace SwapScore.Readers.Tests;

/// <summary>Folders as data sets are published, and files as encoders and attackers write them.</summary>
public sealed class LayoutTests : IDisposable
{
    private static readonly string Cases = Path.Combine(SourceTree.Root, "test", "SwapScore.Readers.Tests", "Cases");

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("nested")]
    [InlineData("tiny")]
    public void Read_ClassesBelowTrainOrAboveImages_NumbersThem(string layout)
    {
        var images = Read(Path.Combine(Cases, "Folders", layout), 16);
        Assert.Equal([.. Enumerable.Repeat(0, 8), .. Enumerable.Repeat(1, 8)], images.Labels!.Value);

        // Both layouts hold the same pictures: even numbers are the first class, odd ones the second.
        Assert.Equal(Read(Path.Combine(Cases, "Folders", "nested", "train"), 16).Image(9).ToArray(), images.Image(9).ToArray());
    }

    [Fact]
    public void Read_TrainBesideTest_TakesTrain()
    {
        Write("train/a/1.png", Plain(10));
        Write("train/b/1.png", Plain(20));
        Write("test/a/1.png", Plain(30));
        var images = Read(_folder, 2);
        Assert.Equal([10, 20], [images.Image(0)[0], images.Image(1)[0]]);
        Assert.Equal(2, ImageFolder.Count(_folder));
    }

    [Fact]
    public void Read_ClassCalledTrainAmongOthers_IsAClass()
    {
        Write("car/1.png", Plain(10));
        Write("train/1.png", Plain(20));
        Assert.Equal([0, 1], Read(_folder, 2).Labels!.Value);
    }

    [Fact]
    public void Read_WebP_IsRead()
    {
        Assert.Equal(5, Read(Path.Combine(Cases, "Folders", "webp"), 5).Count);
        Write("a.webp", EncodedImages.Encode(16, 16, (_, _) => new SKColor(200, 200, 200), SKEncodedImageFormat.Webp));
        Assert.All(Read(_folder, 1).Image(0).ToArray(), value => Assert.InRange(value, 198, 202));
    }

    [Fact]
    public void Read_NoImages_SaysWhatWasFound()
    {
        Write("a/1.gif", [1]);
        Write("a/2.gif", [1]);
        Write("readme", [1]);
        var fault = Assert.Throws<InputException>(() => Read(_folder, 1));
        Assert.EndsWith("holds no images that are read: 2 .gif, 1 without extension", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Read_PngWithOrientation_IsTurnedUpright(int picture)
    {
        foreach (var kind in (string[])["turned", "upright"])
            Write($"{kind}/1.png", File.ReadAllBytes(Path.Combine(Cases, "Orientation", kind, $"{picture}.png")));
        var images = Read(_folder, 2);
        Assert.Equal(images.Image(1).ToArray(), images.Image(0).ToArray());
    }

    [Fact]
    public void Read_JpegOfThousandsOfScans_IsRefused()
    {
        var jpeg = EncodedImages.Encode(16, 16, (_, _) => SKColors.Red, SKEncodedImageFormat.Jpeg);
        byte[] scans = [.. Enumerable.Repeat<byte[]>([0xFF, 0xDA], 3000).SelectMany(marker => marker)];
        Write("a.jpg", [.. jpeg[..^2], .. scans, .. jpeg[^2..]]);
        Assert.Contains("a.jpg has 3001 scans", Assert.Throws<InputException>(() => Read(_folder, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LargeInterlacedPng_IsRefusedBeforeItIsDecoded()
    {
        var png = EncodedImages.Gray16(16, 16, (_, _) => 0);
        (png[18], png[19], png[22], png[23], png[25], png[28]) = (0x20, 0, 0x20, 0, 6, 1);
        Write("a.png", png);
        Assert.Contains("is interlaced and needs 512 MiB", Assert.Throws<InputException>(() => Read(_folder, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Orientation_AnyBytes_IsOneOfEight()
    {
        var bytes = new byte[64];
        for (var i = 0; i < 20_000; i++)
        {
            for (var at = 0; at < bytes.Length; at++) bytes[at] = (byte)((i * 2654435761u >> (at % 24)) + at * i);
            "MM\0*\0\0\0\b\0\u0002"u8.CopyTo(bytes);
            Assert.InRange((int)ExifOrientation.Read(bytes.AsSpan(0, i % bytes.Length)), 1, 8);
        }
    }

    private static ImageSet Read(string folder, int count) => ImageFolder.Read(folder, count, new ImageFolderOptions { Side = 16 });

    private static byte[] Plain(byte grey) => EncodedImages.Encode(16, 16, (_, _) => new SKColor(grey, grey, grey));

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}

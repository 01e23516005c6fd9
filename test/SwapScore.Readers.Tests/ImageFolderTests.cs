using SkiaSharp;
using SwapScore.Networks;
using SwapScore.Readers.Images;
using SwapScore.Tests;

namespace SwapScore.Readers.Tests;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly SKColor[] Corners = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.White];

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_Png_HasItsPixels()
    {
        Write("a.png", EncodedImages.Encode(4, 4, (row, column) => new SKColor((byte)(16 * row), (byte)(16 * column), 200)));
        var images = ImageFolder.Read(_folder, 1, new ImageFolderOptions { Side = 4 });

        Assert.Equal(new Shape(3, 4, 4), images.Shape);
        Assert.Null(images.Labels);
        var pixels = images.Image(0).ToArray();
        for (var row = 0; row < 4; row++)
            for (var column = 0; column < 4; column++)
                Assert.Equal((16 * row, 16 * column, 200), (pixels[4 * row + column], pixels[16 + 4 * row + column], pixels[32 + 4 * row + column]));
    }

    [Fact]
    public void Read_WideImage_IsCutInTheMiddleOrStretched()
    {
        // Red and green margins of two columns around four white ones.
        Write("a.png", EncodedImages.Encode(8, 4, (_, column) => column < 2 ? SKColors.Red : column < 6 ? SKColors.White : SKColors.Lime));
        var cut = ImageFolder.Read(_folder, 1, new ImageFolderOptions { Side = 4 });
        Assert.All(cut.Image(0).ToArray(), value => Assert.Equal(255, value));

        var stretched = ImageFolder.Read(_folder, 1, new ImageFolderOptions { Side = 4, Fit = ImageFit.Stretch }).Image(0).ToArray();
        Assert.True(stretched[0] > 200 && stretched[16] < 80, "the red margin is in sight");
        Assert.True(stretched[3] < 80 && stretched[19] > 200, "the green margin is in sight");
    }

    [Fact]
    public void Read_Files_ComeInOrdinalOrderAndOnlyThoseNeeded()
    {
        foreach (var (name, grey) in new[] { ("b.PNG", 20), ("a.png", 10), ("c.jpeg", 30) })
            Write(name, EncodedImages.Encode(3, 3, (_, _) => new SKColor((byte)grey, (byte)grey, (byte)grey)));
        Write("d.jpg", [1, 2, 3]);
        Write("notes.txt", [1]);
        Write(".hidden.png", [1]);

        var images = ImageFolder.Read(_folder, 3, new ImageFolderOptions { Side = 3 });
        Assert.Equal([10, 20, 30], Enumerable.Range(0, 3).Select(i => (int)images.Image(i)[0]));
        Assert.Equal(4, ImageFolder.Count(_folder));
        Assert.Contains("d.jpg is not an image", Assert.Throws<InputException>(() => ImageFolder.Read(_folder, 4)).Message, StringComparison.Ordinal);
        Assert.Contains("holds 4", Assert.Throws<UsageException>(() => ImageFolder.Read(_folder, 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FoldersOfClasses_NumberThem()
    {
        foreach (var (name, grey) in new[] { ("cat/1.png", 10), ("cat/2.png", 20), ("ant/9.png", 30) })
            Write(name, EncodedImages.Encode(3, 3, (_, _) => new SKColor((byte)grey, 0, 0)));
        var images = ImageFolder.Read(_folder, 3, new ImageFolderOptions { Side = 3 });
        Assert.Equal([30, 10, 20], Enumerable.Range(0, 3).Select(i => (int)images.Image(i)[0]));
        Assert.Equal([0, 1, 1], images.Labels!.Value);
    }

    [Fact]
    public void Read_Gray16_IsReplicatedAndShortened()
    {
        Write("a.png", EncodedImages.Gray16(3, 3, (row, column) => (ushort)((40 * row + column) << 8 | 17)));
        var pixels = ImageFolder.Read(_folder, 1, new ImageFolderOptions { Side = 3 }).Image(0).ToArray();
        Assert.Equal([0, 1, 2, 40, 41, 42, 80, 81, 82], pixels[..9].Select(value => (int)value));
        Assert.Equal(pixels[..9], pixels[9..18]);
        Assert.Equal(pixels[..9], pixels[18..]);
    }

    [Fact]
    public void Read_Transparency_IsDiscarded()
    {
        Write("a.png", EncodedImages.Encode(3, 3, (_, _) => new SKColor(90, 60, 30, 128)));
        var pixels = ImageFolder.Read(_folder, 1, new ImageFolderOptions { Side = 3 }).Image(0);
        Assert.Equal((90, 60, 30), (pixels[0], pixels[9], pixels[18]));
    }

    [Fact]
    public void Read_Cmyk_BecomesRgb()
    {
        Write("a.jpg", EncodedImages.Cmyk(255, 0, 0, 255));
        var pixels = ImageFolder.Read(_folder, 1, new ImageFolderOptions { Side = 8 }).Image(0);
        Assert.True(pixels[0] > 250 && pixels[64] < 5 && pixels[128] < 5, $"red, not ({pixels[0]}, {pixels[64]}, {pixels[128]})");
    }

    [Theory]
    [InlineData(1, "0123")]
    [InlineData(2, "1032")]
    [InlineData(3, "3210")]
    [InlineData(4, "2301")]
    [InlineData(5, "0213")]
    [InlineData(6, "2031")]
    [InlineData(7, "3120")]
    [InlineData(8, "1302")]
    public void Read_TurnedCamera_IsUpright(byte orientation, string corners)
    {
        // Stored corners 0 and 1 above, 2 and 3 below; the text is how they must come out.
        var jpeg = EncodedImages.Encode(16, 16, (row, column) => Corners[row / 8 * 2 + column / 8], SKEncodedImageFormat.Jpeg);
        Write("a.jpg", EncodedImages.Oriented(jpeg, orientation));
        var pixels = ImageFolder.Read(_folder, 1, new ImageFolderOptions { Side = 16 }).Image(0).ToArray();
        var found = new[] { (2, 2), (2, 13), (13, 2), (13, 13) }.Select(place =>
        {
            var i = place.Item1 * 16 + place.Item2;
            return (Red: pixels[i] > 128, Green: pixels[256 + i] > 128, Blue: pixels[512 + i] > 128) switch
            {
                (true, true, true) => '3',
                (true, _, _) => '0',
                (_, true, _) => '1',
                _ => '2',
            };
        });
        Assert.Equal(corners, string.Concat(found));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void Read_TruncatedFile_IsAClearError(SKEncodedImageFormat format)
    {
        var whole = EncodedImages.Encode(64, 64, (row, column) => new SKColor((byte)(row * column), (byte)(row ^ column), (byte)row), format);
        Write("a.png", whole[..(whole.Length / 2)]);
        var fault = Assert.Throws<InputException>(() => ImageFolder.Read(_folder, 1));
        Assert.StartsWith("a.png is ", fault.Message, StringComparison.Ordinal);
        Assert.NotNull(fault.Hint);
    }

    [Fact]
    public void Read_OtherFormatUnderAJpegName_IsNamed()
    {
        // The smallest GIF: one pixel of a table of two colors.
        Write("a.jpg", [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]);
        Assert.Contains("Gif image under another name", Assert.Throws<InputException>(() => ImageFolder.Read(_folder, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingOrEmptyFolder_NamesWhatIsAccepted()
    {
        Assert.Contains(".jpg", Assert.Throws<InputException>(() => ImageFolder.Read(_folder, 1)).Hint, StringComparison.Ordinal);
        Assert.Contains("no folder", Assert.Throws<InputException>(() => ImageFolder.Read(Path.Combine(_folder, "x"), 1)).Message, StringComparison.Ordinal);
        Assert.Equal(0, ImageFolder.Count(Path.Combine(_folder, "x")));
    }

    [Fact]
    public void Options_OutOfRange_AreReportedTogether()
    {
        var fault = Assert.Throws<UsageException>(() => new ImageFolderOptions { Side = 2, Fit = (ImageFit)7 }.Validated());
        Assert.Contains("side must be 3 … 1024, not 2; unknown fit 7", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Photographs_AreABatch()
    {
        var folder = Path.GetDirectoryName(TestData.Find("photos/n01440764_tench.jpg"))!;
        var batch = ImageFolder.Read(folder, 32).ToBatch(0, 32);
        Assert.Equal((new Shape(3, 256, 256), 32), (batch.Shape, batch.Size));
        Assert.InRange(batch.Values.ToArray().Average(), -0.7, 0.7);

        // Decoding is exact arithmetic on integers: the same pixels everywhere.
        Assert.Equal("3fcbbd0c394d98a4", batch.Fingerprint);
    }

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}

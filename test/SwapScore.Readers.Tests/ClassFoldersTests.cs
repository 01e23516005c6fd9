using SkiaSharp;
using SwapScore.Networks;
using SwapScore.Readers.Images;

namespace SwapScore.Readers.Tests;

public sealed class ClassFoldersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_ClassesAndFiles_ComeInOrdinalOrder()
    {
        Write("dog/b.png", 4, 4, 40);
        Write("dog/deeper/a.png", 4, 4, 30);
        Write("Cat/x.png", 4, 4, 10);
        File.WriteAllText(Path.Combine(_folder, "dog", "notes.txt"), "");
        foreach (var threads in (int[])[1, 3])
        {
            var read = ClassFolders.Read(_folder, threads: threads);
            Assert.Equal(["Cat", "dog"], read.Classes);
            Assert.Equal([0, 1, 1], read.Images.Labels!.Value);
            Assert.Equal([10, 40, 30], Enumerable.Range(0, 3).Select(image => (int)read.Images.Image(image)[0]));
            Assert.Empty(read.Skipped);
        }
    }

    [Fact]
    public void Read_Normalization_IsThatOfAllPixels()
    {
        Write("a/1.png", 2, 2, 100);
        Write("b/2.png", 2, 2, 200);
        var normalization = ClassFolders.Read(_folder).Images.Normalization;
        Assert.Equal(150 / 255.0, normalization.Mean.Red, tolerance: 1e-12);
        Assert.Equal(50 / 255.0, normalization.StandardDeviation.Blue, tolerance: 1e-12);
    }

    [Fact]
    public void Open_ImagesOfSeveralSizes_AreDecodedWhenTheyAreRead()
    {
        Write("a/1.png", 2, 2, 100);
        Write("b/2.png", 4, 3, 200);
        File.WriteAllBytes(Path.Combine(_folder, "a", "0.jpg"), [1, 2, 3]);
        foreach (var threads in (int[])[1, 3])
        {
            var photographs = ClassFolders.Open(_folder, threads: threads);
            Assert.Equal(["a", "b"], photographs.Classes);
            Assert.Equal([0, 1], photographs.Labels);
            Assert.Contains("0.jpg", Assert.Single(photographs.Skipped));

            // 4 pixels of 100 and 12 of 200.
            Assert.Equal(175 / 255.0, photographs.Normalization.Mean.Red, tolerance: 1e-12);
            Assert.Equal(Math.Sqrt((4 * 75 * 75 + 12 * 25 * 25) / 16.0) / 255, photographs.Normalization.StandardDeviation.Blue, tolerance: 1e-12);
            Assert.Equal(photographs.Fingerprint, ClassFolders.Open(_folder).Fingerprint);
            Assert.Equal(12, photographs.Read(1).Shape.Area);
            Assert.Equal(200, photographs.Read(1).Image(0)[0]);
        }

        var fingerprint = ClassFolders.Open(_folder).Fingerprint;
        Write("b/2.png", 4, 3, 201);
        Assert.NotEqual(fingerprint, ClassFolders.Open(_folder).Fingerprint);
        File.Delete(Path.Combine(_folder, "a", "1.png"));
        Assert.Contains("no image of the class a", Assert.Throws<InputException>(() => ClassFolders.Open(_folder)).Message);
        Assert.Contains("has the class a, which", Assert.Throws<UsageException>(() => ClassFolders.Open(_folder, ["b"])).Message);
    }

    [Fact]
    public void Read_DamagedFiles_AreLeftOutAndNamed()
    {
        Write("a/1.png", 4, 4, 1);
        Write("b/1.png", 4, 4, 1);
        File.WriteAllBytes(Path.Combine(_folder, "b", "torn.jpg"), [1, 2, 3]);
        var read = ClassFolders.Read(_folder);
        Assert.Equal(2, read.Images.Count);
        Assert.Contains("torn.jpg", Assert.Single(read.Skipped));
    }

    [Fact]
    public void Read_Side_BringsAllToOneSize()
    {
        Write("a/1.png", 8, 4, 1);
        Write("b/1.png", 5, 9, 1);
        Assert.Equal(new Shape(3, 4, 4), ClassFolders.Read(_folder, side: 4).Images.Shape);
        var fault = Assert.Throws<UsageException>(() => ClassFolders.Read(_folder));
        Assert.Contains("have 2 sizes", fault.Message);
        Assert.Contains("give a side", fault.Hint);
        Assert.Contains("side must be", Assert.Throws<UsageException>(() => ClassFolders.Read(_folder, side: 1)).Message);
    }

    [Fact]
    public void Read_KnownClasses_NumberTheImages()
    {
        Write("b/1.png", 4, 4, 1);
        Assert.Equal([1], ClassFolders.Read(_folder, classes: ["a", "b"]).Images.Labels!.Value);
        Assert.Contains("has the class b, which", Assert.Throws<UsageException>(() => ClassFolders.Read(_folder, classes: ["a", "c"])).Message);
    }

    [Fact]
    public void Read_WhatHasNoClasses_IsRefused()
    {
        Assert.Contains("holds no class folders", Fault());
        Write("1.png", 4, 4, 1);
        Assert.Contains("have no classes", Fault());
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        Assert.Contains("holds no images", Fault());
        File.WriteAllBytes(Path.Combine(_folder, "empty", "torn.jpg"), [1, 2, 3]);
        Assert.Contains("no image of the class empty", Fault());
        Assert.Contains("there is no folder", Assert.Throws<InputException>(() => ClassFolders.Read(Path.Combine(_folder, "missing"))).Message);

        string Fault() => Assert.Throws<InputException>(() => ClassFolders.Read(_folder)).Message;
    }

    private void Write(string name, int width, int height, byte grey)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, EncodedImages.Encode(width, height, (_, _) => new SKColor(grey, grey, grey)));
    }
}

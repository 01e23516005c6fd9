using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Tests.Data;

public sealed class DataSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_Cifar10Binary_IsThePublishedData()
    {
        var images = DataSource.Read(TestData.Find("cifar10/data_batch_1.bin"));
        Assert.Equal(512, images.Count);
        Assert.Equal([6, 9, 9, 4, 1, 1, 2, 7, 8, 3], images.Labels!.Value[..10]);
        Assert.Equal([59, 43, 50, 68, 98, 119], images.Image(0)[..6].ToArray());
        Assert.Equal(72, images.Image(0)[3071]);
        Assert.Equal(72, images.Image(5)[1024 + 33]);
        Assert.Equal("cifar10 data_batch_1.bin", images.Source);
    }

    [Fact]
    public void Read_Cifar100Binary_IsThePublishedData()
    {
        var images = DataSource.Read(TestData.Find("cifar100/train.bin"));
        Assert.Equal(512, images.Count);
        Assert.Equal([43, 62, 16, 54, 23, 38, 65, 50, 12, 29], images.Labels!.Value[..10]);
        Assert.Equal([86, 96, 79, 88, 124, 132], images.Image(0)[..6].ToArray());
        Assert.Equal("cifar100", images.Normalization.Name);
    }

    [Fact]
    public void Read_ImageNet16Pickle_IsThePublishedData()
    {
        var images = DataSource.Read(TestData.Find("imagenet16/train_data_batch_1"));
        Assert.Equal((256, new Shape(3, 16, 16)), (images.Count, images.Shape));
        Assert.Equal(Enumerable.Range(1, 256), images.Labels!.Value.Order());
        Assert.Equal("imagenet16", images.Normalization.Name);
    }

    [Fact]
    public void ReadDivided_Batches_AreJoinedInTheirOrder()
    {
        WriteRecords("data_batch_1.bin", 1, 2);
        WriteRecords("data_batch_3.bin", 3);
        var (training, none) = DataSource.ReadDivided(_folder);
        Assert.Null(none);
        WriteRecords("test_batch.bin", 9, 8);
        var (_, test) = DataSource.ReadDivided(_folder);
        Assert.Equal([1, 2, 3], training.Labels!.Value);
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(image => (int)training.Image(image)[5]));
        Assert.Equal("cifar10 data_batch_1.bin and 1 more", training.Source);
        Assert.Equal([9, 8], test!.Labels!.Value);
        Assert.Equal([3], DataSource.ReadDivided(Path.Combine(_folder, "data_batch_3.bin")).Training.Labels!.Value);
        Assert.Contains("there is no file or folder", Assert.Throws<InputException>(() => DataSource.ReadDivided(Path.Combine(_folder, "missing"))).Message);

        // Records whose pixels all have the number of the class.
        void WriteRecords(string name, params byte[] labels) =>
            File.WriteAllBytes(Path.Combine(_folder, name), [.. labels.SelectMany(label => Enumerable.Repeat(label, 1 + 3 * 32 * 32))]);
    }

    [Fact]
    public void Load_FirstSixteenOfCifar10_HaveThePinnedFingerprint() =>
        Assert.Equal("d3ae70a85581c800", DataSource.Load(TestData.Find("cifar10/data_batch_1.bin"), 16).Fingerprint);

    [Fact]
    public void Load_BuiltIn_HasThePinnedFingerprint()
    {
        var batch = DataSource.Load("natural32", 16);
        Assert.Equal("ddbeffa3a9124b40", batch.Fingerprint);
        Assert.Equal("natural32, images 0–15", batch.Source);
        Assert.Equal(64, BuiltInImages.Natural32.Count);
    }

    [Fact]
    public void Load_Pixels_AreNormalizedAsPublished()
    {
        var pixels = new byte[3073];
        pixels[1] = 255;
        var batch = DataSource.Load(Write("data_batch_1.bin", pixels), 1);
        Assert.Equal((1f - .4914f) / .2470f, batch.Values[0]);
        Assert.Equal((0f - .4822f) / .2435f, batch.Values[1024]);
        Assert.Equal((0f - .4465f) / .2616f, batch.Values[2048]);
    }

    [Fact]
    public void Load_Folder_FindsItsFirstBatch()
    {
        Write("data_batch_1.bin", new byte[2 * 3073]);
        Assert.Equal("cifar10 data_batch_1.bin, images 0–1", DataSource.Load(_folder, 2).Source);
        Assert.Equal("cifar10 data_batch_1.bin: 2 images of 3×32×32", Assert.Single(DataSource.Describe(_folder)));
    }

    [Theory]
    [InlineData("short.bin", 3072)]
    [InlineData("more.bin", 3075)]
    [InlineData("one.bin", 1)]
    public void Load_TruncatedOrForeign_IsAClearError(string name, int length)
    {
        var fault = Assert.Throws<InputException>(() => DataSource.Load(Write(name, new byte[length]), 1));
        Assert.StartsWith($"{name} is no image file: its {length} bytes", fault.Message, StringComparison.Ordinal);
        Assert.NotNull(fault.Hint);
    }

    [Fact]
    public void Load_LabelsOutOfRange_AreForeign()
    {
        var content = new byte[3073];
        content[0] = 10;
        Assert.Throws<InputException>(() => DataSource.Load(Write("data_batch_1.bin", content), 1));
    }

    [Fact]
    public void Load_LengthOfBothFormats_IsDecidedByName()
    {
        var content = new byte[3073 * 3074];
        Assert.StartsWith("cifar10 ", DataSource.Load(Write("data_batch_9.bin", content), 1).Source, StringComparison.Ordinal);
        Assert.StartsWith("cifar100 ", DataSource.Load(Write("train.bin", content), 1).Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NothingThere_SaysWhatIsAccepted()
    {
        Assert.Contains("natural32", Assert.Throws<InputException>(() => DataSource.Load(Path.Combine(_folder, "absent"), 1)).Hint, StringComparison.Ordinal);
        Assert.Contains("holds none of", Assert.Throws<InputException>(() => DataSource.Load(_folder, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("is empty", Assert.Throws<InputException>(() => DataSource.Load(Write("e.bin", []), 1)).Message, StringComparison.Ordinal);
        Assert.Empty(DataSource.Describe(Path.Combine(_folder, "absent")));
    }

    [Fact]
    public void Load_BatchLargerThanTheData_NamesBoth()
    {
        var fault = Assert.Throws<UsageException>(() => DataSource.Load("natural32", 65));
        Assert.Contains("65 images were asked for, but natural32 holds 64", fault.Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => DataSource.Load("natural32", 0));
    }

    [Fact]
    public void Load_Resized_HasTheSideAndANewFingerprint()
    {
        var batch = DataSource.Load("natural32", 4, side: 15);
        Assert.Equal(new Shape(3, 15, 15), batch.Shape);
        Assert.NotEqual(DataSource.Load("natural32", 4).Fingerprint, batch.Fingerprint);
        Assert.Throws<UsageException>(() => DataSource.Load("natural32", 4, side: 2));
    }

    [Fact]
    public void Load_Noise_IsGaussianAndDeterministic()
    {
        var batch = DataSource.Load("noise", 64, seed: 3);
        Assert.Equal(new Shape(3, 32, 32), batch.Shape);
        Assert.Equal(batch.Fingerprint, DataSource.Load("noise", 64, seed: 3).Fingerprint);
        Assert.NotEqual(batch.Fingerprint, DataSource.Load("noise", 64).Fingerprint);

        // A smaller batch is the beginning of a larger one.
        Assert.Equal(batch.Sample(5).ToArray(), DataSource.Load("noise", 6, seed: 3).Sample(5).ToArray());
        var values = batch.Values.ToArray();
        Assert.Equal(0, values.Average(), 0.01f);
        Assert.Equal(1, values.Average(value => value * value), 0.01f);
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}

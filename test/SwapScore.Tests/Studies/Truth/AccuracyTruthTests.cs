using SwapScore.Truth;

namespace SwapScore.Tests.Studies.Truth;

public sealed class AccuracyTruthTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_PublishedTable_HasAllRows()
    {
        var table = AccuracyTruth.Read(TestData.Find("tables/DARTS_archs_CIFAR10.csv"));
        Assert.Empty(table.Broken);
        Assert.Equal(1000, table.Rows.Count);
        Assert.Equal(Enumerable.Range(1, 1000), table.Rows.Select(row => row.Row));
        Assert.Equal(85.0, table.Rows[0].Value);
        Assert.InRange(table.Rows.Min(row => row.Value), 10, 11);
        Assert.InRange(table.Rows.Max(row => row.Value), 86, 87);
        Assert.StartsWith("Genotype(normal=[('none', 0)", table.Rows[0].Architecture, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BrokenRows_AreNamedAndKeepTheOthers()
    {
        File.WriteAllText(_path, "\"a\",1\nb\nc,NaN\nd,∞\ne,x\n,5\nf,7.5,1\ng,2.5e1\n");
        var table = AccuracyTruth.Read(_path);
        Assert.Equal([(1, "a", 1), (8, "g", 25)], table.Rows.Select(row => (row.Row, row.Architecture, row.Value)));
        Assert.Equal([2, 3, 4, 5, 6, 7], table.Broken.Select(row => row.Row));
        Assert.Equal("1 columns instead of genotype and accuracy", table.Broken[0].Reason);
        Assert.Equal("the accuracy 'NaN' is not a finite number", table.Broken[1].Reason);
        Assert.Equal("the genotype is empty", table.Broken[4].Reason);
    }

    [Theory]
    [InlineData("architecture,accuracy\na,1\nb,2\n")]
    [InlineData("a,1\nb,2\n")]
    [InlineData("arch,ours,other\na,1,7\nb,2,8\n")]
    public void Read_TableOfOnesOwn_NeedsNotTheColumnsOfAPublishedOne(string text)
    {
        File.WriteAllText(_path, text);
        var table = new AccuracyTruth { AccuracyColumn = _ => "ours" }.Read(TruthFile.Read(_path, "a table"), "task", null);
        Assert.Empty(table.Broken);
        Assert.Equal([("a", 1), ("b", 2)], table.Rows.Select(row => (row.Architecture, row.Value)));
    }

    [Fact]
    public void Read_PublishedTableWithoutTheColumnOfTheTask_IsRefused()
    {
        File.WriteAllText(_path, "ArchitectureString,CIFAR100TestAccuracy200Epochs\na,1\n");
        var reader = new AccuracyTruth { AccuracyColumn = _ => "CIFAR10TestAccuracy200Epochs" };
        var fault = Assert.Throws<InputException>(() => reader.Read(TruthFile.Read(_path, "a table"), "cifar10", null));
        Assert.Contains("CIFAR10TestAccuracy200Epochs", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EqualFiles_HaveEqualFingerprints()
    {
        File.WriteAllText(_path, "a,1\n");
        var first = AccuracyTruth.Read(_path).Fingerprint;
        Assert.Equal(first, AccuracyTruth.Read(_path).Fingerprint);
        File.WriteAllText(_path, "a,2\n");
        Assert.NotEqual(first, AccuracyTruth.Read(_path).Fingerprint);
    }

    [Fact]
    public void Read_NoTable_IsOneClearError()
    {
        Assert.Contains("holds no rows", Assert.Throws<InputException>(() => AccuracyTruth.Read(_path)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(_path, [0xc3, 0x28]);
        Assert.Contains("not UTF-8", Assert.Throws<InputException>(() => AccuracyTruth.Read(_path)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<InputException>(() => AccuracyTruth.Read(Path.GetTempPath())).Message, StringComparison.Ordinal);
        Assert.Contains("cannot read", Assert.Throws<InputException>(() => AccuracyTruth.Read(_path + ".absent")).Message, StringComparison.Ordinal);
    }
}

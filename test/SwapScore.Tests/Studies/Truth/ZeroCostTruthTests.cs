using SwapScore.Spaces.NasBench201;
using SwapScore.Truth;

namespace SwapScore.Tests.Studies.Truth;

public sealed class ZeroCostTruthTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_BothLayouts_AreRead()
    {
        Write("""{"cifar10": {"(1)": {"idx": "5", "val_accuracy": 90.5, "nwot": {"score": 7.25, "time": 1}}}}""");
        var row = Assert.Single(ZeroCostTruth.Read(_path, "cifar10").Rows);
        Assert.Equal((1, "(1)", 90.5), (row.Row, row.Architecture, row.Value));
        Assert.Equal(7.25, row.Published["nwot"]);
        Write("""{"nasbench101": {"cifar10": {"(1)": {"val_accuracy": 90.5, "nwot": 7.25}}}}""");
        Assert.Equal(7.25, Assert.Single(ZeroCostTruth.Read(_path, "cifar10").Rows).Published["nwot"]);
    }

    [Fact]
    public void Read_FailedValues_AreLeftOutAndTheRowKept()
    {
        Write("""{"t": {"a NaN \"key\"": {"val_accuracy": 1, "x": NaN, "y": {"score": -Infinity}, "z": -1e8, "w": Infinity, "v": -2}}}""");
        var row = Assert.Single(ZeroCostTruth.Read(_path, "t").Rows);
        Assert.Equal("a NaN \"key\"", row.Architecture);
        Assert.Equal(["v"], row.Published.Keys);
    }

    [Fact]
    public void Read_RowsWithoutAccuracy_AreBroken()
    {
        Write("""{"t": {"a": {"nwot": 1}, "b": {"val_accuracy": NaN}, "c": 5, "d": {"val_accuracy": 2}}}""");
        var table = ZeroCostTruth.Read(_path, "t");
        Assert.Equal([1, 2, 3], table.Broken.Select(row => row.Row));
        Assert.Equal(4, Assert.Single(table.Rows).Row);
    }

    [Theory]
    [InlineData("{\"cifar10\": {", "is not JSON")]
    [InlineData("", "is not JSON")]
    [InlineData("[1]", "has no task 'cifar10'")]
    [InlineData("{\"cifar100\": {}}", "has no task 'cifar10'; it holds cifar100")]
    [InlineData("{\"cifar10\": {}}", "holds no rows")]
    public void Read_NoTable_IsOneClearError(string json, string message)
    {
        Write(json);
        Assert.Contains(message, Assert.Throws<InputException>(() => ZeroCostTruth.Read(_path, "cifar10")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NatsBench_HasAllCells()
    {
        var path = TestData.Find("tables/nats_bench.csv");
        var table = NatsTruth.Read(path, "cifar10");
        Assert.Equal((15_625, 0), (table.Rows.Count, table.Broken.Count));
        Assert.Equal(94.37, table.Rows.Max(row => row.Value), 0.005);
        Assert.Equal(73.51, NatsTruth.Read(path, "cifar100").Rows.Max(row => row.Value), 0.005);
        Assert.Equal(47.31, NatsTruth.Read(path, "ImageNet16-120").Rows.Max(row => row.Value), 0.005);
    }

    private void Write(string json) => File.WriteAllText(_path, json);
}

using SwapScore.Studies.Ablation;

namespace SwapScore.Tests.Studies.Ablation;

public sealed class AblationGridTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Validated_EverythingWrong_SaysAllOfIt()
    {
        var fault = Assert.Throws<UsageException>(() => new AblationGrid
        {
            Data = [],
            BatchSizes = [0, 2000],
            Sides = [2],
            Repeats = [4, 4],
            Initializers = ["ones"],
            Seeds = 0,
        }.Validated());
        Assert.Equal(
            "data: at least one value is needed; batch sizes must be 1 … 1024, not 0, 2000; sides must be 3 … 1024, not 2; repeats: a value is given twice; "
            + "unknown initializer 'ones' (known: auto, scoring, benchmark, gaussian, kaiming, fan-in-uniform, transformer); seeds must be 1 … 1000, not 0",
            fault.Message);
        Assert.Contains("12000 studies", Assert.Throws<UsageException>(() => new AblationGrid { Seeds = 1000, BatchSizes = [.. Enumerable.Range(1, 12)] }.Validated()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Json_KeepsDefaultsOfWhatIsLeftOut()
    {
        var path = Path.Combine(_folder, "grid.json");
        File.WriteAllText(path, """{ "batchSize": [8, 16], "imageSize": [null, 3], "initializer": [null, "gaussian"], "seeds": 2 } // mine""");
        var grid = AblationGridJson.Read(path);
        Assert.Equal([8, 16], grid.BatchSizes);
        Assert.Equal([null, 3], grid.Sides);
        Assert.Equal([null, "gaussian"], grid.Initializers);
        Assert.Equal(["natural32"], grid.Data);
        Assert.Equal(2, grid.Seeds);
    }

    [Theory]
    [InlineData("""{ "batchSizes": [8] }""", "batchSizes")]
    [InlineData("""{ "batchSize": 8 }""", "batchSize")]
    [InlineData("[", "is not a grid")]
    [InlineData("", "is not a grid")]
    public void Read_NoGrid_SaysWhere(string text, string message)
    {
        var path = Path.Combine(_folder, "grid.json");
        File.WriteAllText(path, text);
        Assert.Contains(message, Assert.Throws<InputException>(() => AblationGridJson.Read(path)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => AblationGridJson.Read(path + ".absent"));
    }
}

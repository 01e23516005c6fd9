using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Studies;
using SwapScore.Studies.Ablation;

namespace SwapScore.Tests.Studies.Ablation;

public sealed class AblationRunnerTests : IDisposable
{
    private static readonly AblationGrid Grid = new() { BatchSizes = [4, 8], Repeats = [1, 3], Initializers = [null, "gaussian"], Seeds = 2 };

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_Grid_StudiesEverySettingWithEverySeed()
    {
        var evaluator = new ToyEvaluator();
        var points = await RunAsync(evaluator);
        Assert.Equal(8, points.Count);
        Assert.Equal(new AblationSetting("natural32", 4, null, 1, null), points[0].Setting);
        Assert.Equal(new AblationSetting("natural32", 8, null, 3, "gaussian"), points[^1].Setting);
        Assert.All(points, point => Assert.Equal(2, point.Spearman["swap"].Values.Count));
        Assert.All(points, point => Assert.Equal("thirteen", point.Failure));
        Assert.Equal(8 * 2 * ToyStudy.Entries.Count, evaluator.Asked.Count);
        Assert.Equal([7L, 8L], evaluator.Asked.Select(request => request.Options.Seed).Distinct());
        Assert.Equal([null, "gaussian"], evaluator.Asked.Select(request => request.Options.Initializer).Distinct());
    }

    [Fact]
    public async Task Run_Again_ComputesNothing()
    {
        var first = await RunAsync(new ToyEvaluator());
        var evaluator = new ToyEvaluator();
        var again = await RunAsync(evaluator);
        Assert.Empty(evaluator.Asked);
        Assert.Equal(first.Select(point => point.Spearman["swap"].Values), again.Select(point => point.Spearman["swap"].Values));
    }

    [Fact]
    public async Task Run_Interrupted_GoesOnWhereItStopped()
    {
        var whole = await RunAsync(new ToyEvaluator());
        Directory.Delete(_folder, recursive: true);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(
            new ToyEvaluator(done =>
            {
                if (done == 30) stop.Cancel();
            }),
            cancellation: stop.Token));
        var evaluator = new ToyEvaluator();
        var resumed = await RunAsync(evaluator);
        Assert.Equal(8 * 2 * ToyStudy.Entries.Count - 30, evaluator.Asked.Count);
        Assert.Equal(whole.Select(point => point.Spearman["swap"].Values), resumed.Select(point => point.Spearman["swap"].Values));
    }

    [Fact]
    public async Task Run_DamagedStudy_StartsThatOneAgain()
    {
        await RunAsync(new ToyEvaluator());
        var rows = Directory.EnumerateFiles(_folder, "rows.csv", SearchOption.AllDirectories).First();
        File.WriteAllText(rows, File.ReadAllText(rows).Replace("toy", "boy", StringComparison.Ordinal));
        var evaluator = new ToyEvaluator();
        await RunAsync(evaluator);
        Assert.Equal(ToyStudy.Entries.Count, evaluator.Asked.Count);
    }

    [Fact]
    public async Task Run_Progress_CountsToTheEndOfAllStudies()
    {
        var reports = new List<WorkProgress>();
        await RunAsync(new ToyEvaluator(), new Listener(reports.Add));
        Assert.Equal(new WorkProgress(8 * 2 * ToyStudy.Entries.Count, 8 * 2 * ToyStudy.Entries.Count), reports[^1]);
        Assert.Equal(reports.Select(report => report.Done).Order(), reports.Select(report => report.Done));
    }

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

    private Task<IReadOnlyList<AblationPoint>> RunAsync(IEvaluator evaluator, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        new AblationRunner(
            (setting, _) => new Batch(new Shape(3, 4, 4), new float[48 * setting.BatchSize], setting.Data), _ => evaluator, TimeProvider.System).RunAsync(
                Grid,
                ToyStudy.Definition with { Options = ToyStudy.Definition.Options with { Seed = 7 } },
                ToyStudy.Entries,
                new StudyCache(_folder),
                progress,
                cancellation);

    private sealed class Listener(Action<WorkProgress> hear) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => hear(value);
    }
}

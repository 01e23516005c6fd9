using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Studies.Ablation;
using SwapScore.Tests.Studies;
using SwapScore.Workflows.Studies;
using SwapScore.Workflows.Studies.Ablation;

namespace SwapScore.Workflows.Tests.Studies;

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
    public void FolderOf_AnotherDevice_IsAnotherFolder()
    {
        var moved = ToyStudy.Definition with { Options = ToyStudy.Definition.Options with { Device = ComputeDevice.OfCuda(0) } };
        var cache = new StudyCache(_folder);
        Assert.NotEqual(cache.FolderOf(ToyStudy.Definition), cache.FolderOf(moved));
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

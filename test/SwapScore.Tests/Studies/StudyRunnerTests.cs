using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Storage;
using SwapScore.Studies;

namespace SwapScore.Tests.Studies;

public sealed class StudyRunnerTests
{
    [Fact]
    public async Task Run_Always_ReportsEveryMetricThenEveryBaseline()
    {
        var report = await ToyStudy.RunAsync(store: null);
        Assert.Equal(
            [
                "swap", "swap-regularised",
                "parameters", "flops", "table-flops", "neurons", "distinct-neurons", "live-parameters", "live-flops", "channel-flops", "depth", "paths",
            ],
            report.Correlations.Select(one => one.Metric.Name));
        Assert.Equal([false, false, .. Enumerable.Repeat(true, 10)], report.Correlations.Select(one => one.IsBaseline));
    }

    [Fact]
    public async Task Run_FailedArchitecture_IsAnEmptyRowAndAFailure()
    {
        using var study = new ToyStudy();
        var report = await study.RunAsync(RunStart.New);
        var failure = Assert.Single(report.Failures);
        Assert.Equal((10, "thirteen"), (failure.Row, failure.Reason));
        Assert.Equal(ToyStudy.Entries.Count - 1, report.Architectures);
        Assert.EndsWith(",,", File.ReadAllLines(study.Files.Rows)[10], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DiskFull_KeepsEarlierRowsAndSaysHowToGoOn()
    {
        var files = StudyFiles.Beside("rows.csv");
        using var rows = new FillingStream(capacity: 120);
        using var store = new StudyStore(files, ToyStudy.Definition.Options.Metrics, rows, Stream.Null, StudyRestorer.Restored.Nothing);
        var fault = await Assert.ThrowsAsync<OutputException>(() => ToyStudy.RunAsync(store));
        Assert.Equal("cannot write rows.csv: No space left on device", fault.Message);
        Assert.Equal(FaultKind.Output, fault.Kind);
        Assert.Equal(Remedy.FreeSpaceAndResume(), fault.Remedy);
        Assert.InRange(rows.Length, 1, 120);
    }

    [Fact]
    public async Task Run_Cancelled_KeepsWhatIsFinished()
    {
        using var study = new ToyStudy();
        using var source = new CancellationTokenSource();
        using (var store = StudyStore.Open(study.Files, ToyStudy.Definition, ToyStudy.Entries, RunStart.New))
        {
            var evaluator = new ToyEvaluator(done =>
            {
                if (done == 5) source.Cancel();
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ToyStudy.RunAsync(store, evaluator, source.Token));
        }

        Assert.Equal(6, File.ReadAllLines(study.Files.Rows).Length);
    }

    [Fact]
    public async Task Run_NoScoreIsANumber_IsAFailure()
    {
        var report = await ToyStudy.RunAsync(store: null, new UndefinedEvaluator("swap", "swap-regularised"));
        Assert.Equal(0, report.Architectures);
        Assert.All(report.Failures, failure => Assert.Equal("swap: not a number; swap-regularised: not a number", failure.Reason));
    }

    [Fact]
    public async Task Run_OneMetricNotANumber_KeepsTheOthersAlsoWhenResumed()
    {
        using var study = new ToyStudy();
        var report = await study.RunAsync(RunStart.New, new UndefinedEvaluator("swap"));

        Assert.Equal(ToyStudy.Entries.Count, report.Architectures);
        Assert.Equal(ToyStudy.Entries.Count, report.Failures.Count);
        Assert.All(report.Failures, failure => Assert.Equal("swap: not a number", failure.Reason));
        Assert.Empty(report.ScoredBy("swap"));
        Assert.Equal(ToyStudy.Entries.Count, report.ScoredBy("swap-regularised").Count());
        Assert.All(File.ReadLines(study.Files.Rows).Skip(1), line => Assert.EndsWith(",,1", line, StringComparison.Ordinal));

        var asked = new ToyEvaluator();
        var resumed = await study.RunAsync(RunStart.Resume, asked);
        Assert.Empty(asked.Asked);
        Assert.Equal(report.Failures, resumed.Failures);
    }

    [Fact]
    public async Task Run_Aggregates_AreScoredInThePoolOfAllRowsAndNeverStored()
    {
        using var study = new ToyStudy();
        var aggregate = MetricExpression.Parse("rank(swap,depth)", MetricCatalog.Standard);
        var definition = ToyStudy.Definition with { Aggregates = [aggregate], Columns = ["swap", "depth"] };
        using var store = StudyStore.Open(study.Files, definition, ToyStudy.Entries, RunStart.New);
        var evaluator = new ToyEvaluator();
        var report = await new StudyRunner(evaluator, TimeProvider.System).RunAsync(definition, ToyStudy.Entries, store, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["rank(swap,depth)", "swap", "depth"], report.Correlations.Take(3).Select(one => one.Metric.Name));
        var pool = report.Evaluated.Where(pair => pair.Result.Failure is null).ToArray();
        var scores = Array.ConvertAll(pool, pair => pair.Result.Metrics["rank(swap,depth)"].Mean);
        Assert.Equal(0, scores.Max());
        Assert.Equal(
            Correlation.Compute(scores, Array.ConvertAll(pool, pair => pair.Entry.Truth), RandomKey.FromSeed(definition.Options.Seed)),
            report.Correlations[0].Correlation);
        Assert.Equal(1, report.Agreements["rank(swap,depth)"][0].Spearman);
        Assert.All(evaluator.Asked, request => Assert.Equal(request.Options.Metrics.Distinct().Count(), request.Options.Metrics.Count));
        Assert.Equal("architecture,truth,swap,depth", File.ReadLines(study.Files.Rows).First());
        Assert.Contains("\"aggregates\"", StudyConfiguration.ToJson(definition).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Always_ComparesEveryMetricWithEveryOtherOverTheSameRows()
    {
        var report = await ToyStudy.RunAsync(store: null);
        var baselines = StudyRunner.Baselines.Length;
        Assert.Equal(1 + 2 * baselines, report.Comparisons.Count);
        Assert.All(report.Comparisons, one => Assert.Equal(report.Architectures, one.Rows));

        // The logarithm of the regularised score falls with the size as the score grows: their correlations are opposite.
        var comparison = report.Compare("swap", "swap-regularised")!;
        var spearman = report.Correlations[0].Correlation.Spearman;
        Assert.Equal(2 * spearman, comparison.Difference, 12);
        Assert.Equal(-2 * spearman, report.Compare("swap-regularised", "swap")!.Difference, 12);
        Assert.DoesNotContain(report.Comparisons, one => one.First == "depth" && one.Second == "paths");
        Assert.Equal((-comparison.Difference, -comparison.Interval.High), (comparison.Reversed.Difference, comparison.Reversed.Interval.Low));
        Assert.Null(report.Compare("swap", "nwot"));
    }

    [Fact]
    public async Task Run_ChoiceIntervals_AreThereWhereAskedForAndTheSameForAnyThreads()
    {
        var plain = await ToyStudy.RunAsync(store: null);
        Assert.All(plain.Choice["swap"], one => Assert.Null(one.Interval));
        async Task<StudyReport> Run(int threads) =>
            await new StudyRunner(new ToyEvaluator(), TimeProvider.System) { HasChoiceIntervals = true, Threads = threads }.RunAsync(ToyStudy.Definition, ToyStudy.Entries);
        var (one, three) = (await Run(1), await Run(3));
        Assert.Equal(StudyReportJson.WithoutSeconds(one).ToJsonString(), StudyReportJson.WithoutSeconds(three).ToJsonString());
        Assert.All(one.Choice.Values.SelectMany(estimates => estimates), estimate => Assert.NotNull(estimate.Interval));
        Assert.Equal(plain.Choice["swap"].Select(estimate => estimate.Value), one.Choice["swap"].Select(estimate => estimate.Value));
        Assert.Equal(one.Correlations.Select(metric => metric.Metric.Name), one.Choice.Keys);
    }

    /// <summary>A file on a disk that has room for some bytes more.</summary>
    private sealed class FillingStream(int capacity) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > capacity) throw new IOException("No space left on device");
            base.Write(buffer);
        }
    }

    private sealed class UndefinedEvaluator(params string[] undefined) : IEvaluator
    {
        public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
            IReadOnlyList<EvaluationRequest> requests,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
        {
            await Task.Yield();
            foreach (var request in requests)
            {
                yield return new EvaluationResult
                {
                    Request = request,
                    Metrics = request.Options.Metrics.ToDictionary(
                        metric => metric, metric => new MetricScore([undefined.Contains(metric) ? double.NaN : 1])),
                };
            }
        }
    }
}

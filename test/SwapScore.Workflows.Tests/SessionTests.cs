using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Export;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Studies;

namespace SwapScore.Workflows.Tests;

/// <summary>What all sessions promise: settings are checked together, an interruption is data, what was kept is resumed.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-session").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Options_SeveralViolations_AreReportedTogether()
    {
        var space = SearchSpaces.Find("darts");
        var options = new ScoringOptions { Space = space, Task = space.Tasks[0], Threads = 0, Samples = SampleRequest.BuiltIn(space.Tasks[0]) with { Count = 0 }, Entries = [] };
        var fault = await Assert.ThrowsAsync<UsageException>(() => WorkflowContext.Standard.ScoreAsync(options, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal("threads are at least 1, not 0; samples are at least 1, not 0; there is no architecture to score", fault.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Search_Cancelled_SaysHowFarItWasAndWhatIsKept(bool hasFolder)
    {
        var folder = hasFolder ? Path.Combine(_folder, "search") : null;
        var options = SearchSessionOptions.Create("nasbench201") with { Search = new SearchOptions { Evaluations = 40, Population = 10 }, Folder = folder, Threads = 1, Evaluation = new() { Repeats = 1 } };
        options = options with { Samples = options.Samples with { Count = 4 } };
        using var stop = new CancellationTokenSource();
        var progress = new Receiver<WorkProgress>(value =>
        {
            if (value.Done == 5) stop.Cancel();
        });
        var stopped = await Assert.ThrowsAsync<WorkInterruptedException>(() => WorkflowContext.Standard.SearchAsync(options, progress, cancellation: stop.Token));
        Assert.InRange(stopped.Done, 5, 39);
        Assert.Equal((40, "architectures", hasFolder, folder), (stopped.Total, stopped.Unit, stopped.IsKept, stopped.Folder));
        if (!hasFolder) return;

        var notes = new Notes();
        var resumed = (SearchOutcome)await WorkflowContext.Standard.SearchAsync(options with { Start = RunStart.Resume }, null, notes, TestContext.Current.CancellationToken);
        Assert.Equal(40, resumed.Search.Candidates.Count);
        Assert.False(Assert.Single(notes.All).IsWarning);
        Assert.Empty(resumed.FileFaults);
        Assert.True(File.Exists(Path.Combine(folder!, "result.json")));
    }

    [Fact]
    public async Task Search_Ended_HasDisposedItsEvaluator()
    {
        var made = new List<TrackedEvaluator>();
        var workflows = WorkflowContext.Standard with
        {
            CreateEvaluator = (batch, threads) =>
            {
                made.Add(new TrackedEvaluator(WorkflowContext.Standard.CreateEvaluator(batch, threads)));
                return made[^1];
            },
        };
        var options = SearchSessionOptions.Create("nasbench201") with { Search = new SearchOptions { Evaluations = 4, Population = 2 }, Threads = 1, Evaluation = new() { Repeats = 1 } };
        await workflows.SearchAsync(options, cancellation: TestContext.Current.CancellationToken);
        Assert.True(Assert.Single(made).IsDisposed);
    }

    /// <summary>The paper's settings replace the defaults, and leave what the user has set of the search.</summary>
    [Fact]
    public void AsPublished_Darts_IsThePapersSearch()
    {
        var options = SearchSessionOptions.Create("darts") with { Search = new SearchOptions { Evaluations = 40, Population = 10, Algorithm = SearchAlgorithm.Aging } };
        Assert.Equal(["swap-plus"], options.Evaluation.Metrics);
        Assert.Equal(["swap"], (options with { Fitness = new FitnessChoice(FitnessKind.Adaptive) }).Evaluation.Metrics);
        var published = options.AsPublished();
        Assert.Equal(("darts-shared", 32, FitnessKind.Regularized), (published.Space.Name, published.Evaluation.Repeats, published.Fitness.Kind));
        Assert.Equal(["swap"], published.Evaluation.Metrics);
        Assert.Equal(new RegularizationChoice(1.2, 1.2), published.Regularization);
        Assert.Equal((40, SearchAlgorithm.SwapNas), (published.Search.Evaluations, published.Search.Algorithm));
        Assert.Equal(new RegularizationChoice(0.9, 1.2), (options with { Regularization = new RegularizationChoice(0.9, null) }).AsPublished().Regularization);
        Assert.Equal(RegularizationChoice.Auto, SearchSessionOptions.Create("nasbench201").AsPublished().Regularization);
    }

    [Fact]
    public async Task Outcomes_OfAnySession_MakeTheirReports()
    {
        var stop = TestContext.Current.CancellationToken;
        var search = SearchSessionOptions.Create("nasbench201") with { Search = new SearchOptions { Evaluations = 8, Population = 4 }, Threads = 1, Evaluation = new() { Repeats = 1 } };
        var found = (SearchOutcome)await WorkflowContext.Standard.SearchAsync(search, cancellation: stop);
        var page = found.CreatePage("a search of this test").ToHtml();
        Assert.Contains("<code>a search of this test</code>", page, StringComparison.Ordinal);
        Assert.All(["cell", "fitness", "sizes", "population"], figure => Assert.Contains($"<figure id=\"{figure}\">", page, StringComparison.Ordinal));

        var space = SearchSpaces.Find("nasbench201");
        var scoring = new ScoringOptions { Space = space, Task = space.Tasks[0], Threads = 1, Entries = NetworkEntry.FromTexts(space, [found.Search.Best!.Architecture.Text]), Evaluation = new() { Seed = 7 } };
        var ranked = (await WorkflowContext.Standard.ScoreAsync(scoring, cancellation: stop)).CreatePage("a ranking");
        Assert.Contains("seed 7", ranked.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("Best first", ranked.ToHtml(), StringComparison.Ordinal);
        ranked.Save(Path.Combine(_folder, "ranking.html"));
        Assert.Equal(ranked.ToHtml(), await File.ReadAllTextAsync(Path.Combine(_folder, "ranking.html"), stop));
        Assert.Equal(1, ranked.SaveFigures(Path.Combine(_folder, "figures")));
    }

    [Fact]
    public void Study_SpaceWithoutTables_IsRefusedByName() =>
        Assert.Contains("'darts-both' has no study", Assert.Throws<UsageException>(() => StudyOptions.Create("darts-both", "t.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Export_Text_IsReturnedOrWrittenOnce()
    {
        var space = SearchSpaces.Find("darts");
        var options = new ExportOptions { Space = space, Architecture = space.Named[0].Architecture, Task = space.Tasks[0] };
        var text = WorkflowSessions.Export(options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(space.Named[0].Architecture.Text + "\n", text);

        var path = Path.Combine(_folder, "cell.txt");
        Assert.Null(WorkflowSessions.Export(options with { Path = path }, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(text, File.ReadAllText(path));
        Assert.Equal(RemedyKind.StartAgain, Assert.Throws<UsageException>(() =>
            WorkflowSessions.Export(options with { Path = path }, cancellation: TestContext.Current.CancellationToken)).Remedy?.Kind);
    }

    private sealed class Receiver<T>(Action<T> receive) : IProgress<T>
    {
        public void Report(T value) => receive(value);
    }
}

using SwapScore.Networks;
using SwapScore.Onnx.Latency;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Tests.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Latency;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Tests.Latency;

/// <summary>Tables measured by a device of the test: a microsecond beside the operators, a nanosecond per multiply-add.</summary>
public sealed class LatencySessionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-latency").FullName;
    private readonly Notes _notes = new();
    private int _calls;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string TablePath => Path.Combine(_folder, "t.csv");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static double Seconds(Network network) => 1e-6 + 1e-9 * network.Flops();

    private WorkflowContext Workflows(string device = "a phone", Func<Network, int, double>? seconds = null, params IReadOnlyList<ISearchSpace> spaces) =>
        WorkflowContext.FromSpaces(spaces is [] ? SearchSpaces.All : spaces) with
        {
            Timer = new Lazy<PassTimer>(new PassTimer((network, settings) => [.. Enumerable.Repeat(seconds?.Invoke(network, _calls++) ?? Seconds(network), settings.Passes)], device)),
        };

    private LatencyOptions Options(string? space = "darts") => new() { Space = space is null ? null : new ToySpace(), Path = TablePath, Networks = 3, Passes = new OnnxLatency { Passes = 3 } };

    [Fact]
    public async Task Measure_ADeviceThatAddsUp_GivesEstimatesWithoutError()
    {
        var listing = await Workflows(spaces: new ToySpace()).MeasureLatencyAsync(Options(), cancellation: Token);
        Assert.Equal(99, (int)listing.Document["operators"]!);
        Assert.InRange((double)listing.Document["error"]!, 0, 1e-5);
        Assert.Equal(0, (double)listing.Document["spread"]!);
        Assert.Empty(listing.Notes);
        var (space, table) = (new ToySpace(), LatencyTableText.Read(TablePath));
        table.RequireFit(space, space.Tasks[0]);
        var network = space.BuildScoringNetwork(space.Parse("7"), space.Tasks[0], space.Tasks[0].Input);
        Assert.Equal(Seconds(network), table.Estimate(network), tolerance: 1e-5 * Seconds(network));
    }

    [Fact]
    public async Task Measure_ATableWithHoles_AddsWhatIsMissing()
    {
        var workflows = Workflows(spaces: new ToySpace());
        await workflows.MeasureLatencyAsync(Options(), cancellation: Token);
        var whole = await File.ReadAllLinesAsync(TablePath, Token);
        await File.WriteAllLinesAsync(TablePath, whole.Where(line => !line.Contains("-> 7x", StringComparison.Ordinal)), Token);
        await workflows.MeasureLatencyAsync(Options(space: null), notes: _notes, cancellation: Token);
        Assert.Contains("1 operators are missing", Assert.Single(_notes.All).Text, StringComparison.Ordinal);
        Assert.Equal(whole.Order(), (await File.ReadAllLinesAsync(TablePath, Token)).Order());
    }

    [Fact]
    public async Task Measure_Stopped_KeepsWhatIsMeasured()
    {
        using var stop = new CancellationTokenSource();
        var workflows = Workflows(seconds: (network, call) =>
        {
            if (call == 20) stop.Cancel();
            return Seconds(network);
        }, spaces: new ToySpace());
        var stopped = await Assert.ThrowsAsync<WorkInterruptedException>(() => workflows.MeasureLatencyAsync(Options(), cancellation: stop.Token));
        Assert.True(stopped.IsKept);
        Assert.Equal(20, LatencyTableText.Read(TablePath).Rows.Count);
        Assert.Equal(99, (int)(await workflows.MeasureLatencyAsync(Options(), cancellation: Token)).Document["operators"]!);
    }

    [Fact]
    public async Task Measure_ADeviceThatThrottles_SaysSo()
    {
        var listing = await Workflows(seconds: (network, call) => Seconds(network) * (1 + 0.01 * call), spaces: new ToySpace()).MeasureLatencyAsync(Options(), cancellation: Token);
        Assert.Contains("longer at the end than at the beginning: the device gets slower as it warms", Assert.Single(listing.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_AFileMeasuredOtherwise_IsRefused()
    {
        await Workflows(spaces: new ToySpace()).MeasureLatencyAsync(Options(), cancellation: Token);
        var fault = await Assert.ThrowsAsync<UsageException>(() => Workflows("a car", spaces: new ToySpace()).MeasureLatencyAsync(Options(), cancellation: Token));
        Assert.Contains("of a phone; asked for are those of darts, one sample on one thread of a car", fault.Message, StringComparison.Ordinal);
        Assert.Contains("there is no table", (await Assert.ThrowsAsync<UsageException>(
            () => Workflows(spaces: new ToySpace()).MeasureLatencyAsync(Options(space: null) with { Path = Path.Combine(_folder, "none.csv") }, cancellation: Token))).Message, StringComparison.Ordinal);
    }

    /// <summary>On the device of the table found networks are measured once more, elsewhere the result says that they were not.</summary>
    [Theory]
    [InlineData("a phone", "found are off by 9.1 % on average and 9.1 % at most")]
    [InlineData("a car", "none was measured, since the table is of another device")]
    public async Task Search_ByATable_SaysHowFarEstimatesAreOff(string device, string remark)
    {
        await Workflows(spaces: new ToySpace()).MeasureLatencyAsync(Options(), cancellation: Token);
        var options = new SearchSessionOptions
        {
            Space = new ToySpace(),
            Task = new ToySpace().Tasks[0],
            Search = new SearchOptions { Evaluations = 6, Population = 4, Mutations = 2, Budget = new SearchBudget { Seconds = 2e-5 } },
            LatencyTable = TablePath,
            Evaluation = new() { Metrics = ["parameters"], Repeats = 1 },
        };

        // The device takes a tenth longer than it did.
        var outcome = await Workflows(device, (network, _) => 1.1 * Seconds(network), new ToySpace()).SearchAsync(options with { Samples = options.Samples with { Count = 4 } }, cancellation: Token);
        Assert.Contains(outcome.Notes, note => note.Text.Contains(remark, StringComparison.Ordinal));
        Assert.InRange((double)outcome.Document["best"]!["latency"]!, 1e-6, 2e-5);
        Assert.Equal(device == "a phone", outcome.Document["best"]!["latencyAgain"] is not null);
        Assert.Equal("a phone", (string?)outcome.Document["latencyTable"]!["device"]);
    }

    [Fact]
    public async Task Score_ByATable_ShowsLatencies()
    {
        var workflows = Workflows(spaces: new ToySpace());
        await workflows.MeasureLatencyAsync(Options(), cancellation: Token);
        var space = new ToySpace();
        var options = new ScoringOptions { Space = space, Task = space.Tasks[0], LatencyTable = TablePath, Evaluation = new() { Metrics = ["parameters"], Repeats = 1 } };
        var outcome = await workflows.ScoreAsync(options, cancellation: Token);
        Assert.All(outcome.Document["results"]!.AsArray(), row => Assert.Equal(
            Seconds(space.BuildScoringNetwork(space.Parse((string)row!["name"]!), space.Tasks[0], space.Tasks[0].Input)), (double)row["latency"]!, tolerance: 1e-9));
        Assert.Contains(outcome.Table.Columns, column => column.Title == "Latency, ms");
        var hole = (await File.ReadAllLinesAsync(TablePath, Token)).Where(line => !line.Contains("-> 40x", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(TablePath, hole, Token);
        Assert.Contains("lacks 1 operators", (await Assert.ThrowsAsync<InputException>(() => workflows.ScoreAsync(options, cancellation: Token))).Message, StringComparison.Ordinal);
    }
}

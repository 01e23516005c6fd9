using SwapScore.Cli.Progress;
using SwapScore.Onnx.Latency;
using SwapScore.Spaces;
using SwapScore.Workflows.Latency;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore latency measure</c>: measures the operators of a space on this machine.</summary>
internal sealed class LatencyMeasureCommand : ProductCommand
{
    private static readonly ProgressWords Words = new("measuring", "measured", "operators and networks");

    private readonly Option<string?> _space = ParsedOption.Text("--space", "NAME", "Search space whose networks are cut into operators; default: that of the table in FILE");
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Table to write (CSV); what it holds already stays, and what it lacks is added", HelpName = "FILE", Required = true };
    private readonly Option<bool> _force = new("--force") { Description = "Measure everything anew" };
    private readonly Option<int> _threads = ParsedOption.Count("--threads", "Threads of a pass", 1, 1024);
    private readonly Option<int> _batch = ParsedOption.Count("--batch-size", "Samples of a pass", 1, 100_000);
    private readonly Option<int> _warmUps = ParsedOption.Count("--warm-ups", "Passes before those that count", 5, 100_000);
    private readonly Option<int> _passes = ParsedOption.Count("--passes", "Passes that count; their median is kept, with its spread", 30, 100_000);
    private readonly Option<int> _networks = ParsedOption.Count("--networks", "Networks measured as a whole, to see how far sums of operators are off", 12, 10_000);

    public LatencyMeasureCommand(SharedOptions shared, CommandContext context)
        : base("measure", "Measure the operators of a search space through ONNX Runtime on this machine, for searches that estimate latencies", shared, context)
    {
        AddOptions(_space, shared.Task, _output, _force, _threads, _batch, _warmUps, _passes, _networks);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore latency measure --space nasbench201 --output phone.csv", "on the device itself"),
        ("swapscore search --space nasbench201 --latency-table phone.csv --max-latency 20", "on any machine"),
        ("swapscore latency measure --output phone.csv", "add what the table lacks"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        run.Progress.Words = Words;
        var options = new LatencyOptions
        {
            Space = parsed.GetValue(_space) is { } name ? SearchSpaces.Find(name, Context.Workflows.Spaces) : null,
            Task = parsed.GetValue(Shared.Task),
            Path = parsed.GetRequiredValue(_output)!,
            Replaces = parsed.GetValue(_force),
            Passes = new OnnxLatency
            {
                Threads = parsed.GetValue(_threads),
                Batch = parsed.GetValue(_batch),
                WarmUps = parsed.GetValue(_warmUps),
                Passes = parsed.GetValue(_passes),
            },
            Networks = parsed.GetValue(_networks),
        };
        return run.CodeOf(await run.WriteAsync(() => run.Workflows.MeasureLatencyAsync(options, run.Progress, run.Notes, run.Stop)).ConfigureAwait(false));
    }
}

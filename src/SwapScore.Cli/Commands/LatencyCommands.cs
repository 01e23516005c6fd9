using SwapScore.Cli.Progress;
using SwapScore.Onnx.Latency;
using SwapScore.Workflows.Latency;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore latency</c>: how long operators take on a device.</summary>
internal static class LatencyCommands
{
    public static Command Create(SharedOptions shared, CommandContext context)
    {
        var space = ParsedOption.Text("--space", "NAME", "Search space whose networks are cut into operators; default: that of the table in FILE");
        var output = new Option<string>("--output", "-o") { Description = "Table to write (CSV); what it holds already stays, and what it lacks is added", HelpName = "FILE", Required = true };
        var force = new Option<bool>("--force") { Description = "Measure everything anew" };
        var threads = ParsedOption.Count("--threads", "Threads of a pass", 1, 1024);
        var batch = ParsedOption.Count("--batch-size", "Samples of a pass", 1, 100_000);
        var warmUps = ParsedOption.Count("--warm-ups", "Passes before those that count", 5, 100_000);
        var passes = ParsedOption.Count("--passes", "Passes that count; their median is kept, with its spread", 30, 100_000);
        var networks = ParsedOption.Count("--networks", "Networks measured as a whole, to see how far sums of operators are off", 12, 10_000);
        var measure = new ShortCommand(
            "measure", "Measure the operators of a search space through ONNX Runtime on this machine, for searches that estimate latencies", shared, context,
            [space, shared.Task, output, force, threads, batch, warmUps, passes, networks, .. shared.OfFormat],
            [
                ("swapscore latency measure --space nasbench201 --output phone.csv", "on the device itself"),
                ("swapscore search --space nasbench201 --latency-table phone.csv --max-latency 20", "on any machine"),
                ("swapscore latency measure --output phone.csv", "add what the table lacks"),
            ],
            async (parsed, run) =>
            {
                run.Progress.Words = new ProgressWords("measuring", "measured", "operators and networks");
                var options = new LatencyOptions
                {
                    Space = parsed.GetValue(space) is { } name ? SearchSpaces.Find(name, context.Workflows.Spaces) : null,
                    Task = parsed.GetValue(shared.Task),
                    Path = parsed.GetRequiredValue(output),
                    Replaces = parsed.GetValue(force),
                    Passes = new OnnxLatency { Threads = parsed.GetValue(threads), Batch = parsed.GetValue(batch), WarmUps = parsed.GetValue(warmUps), Passes = parsed.GetValue(passes) },
                    Networks = parsed.GetValue(networks),
                };
                return run.CodeOf(await run.WriteAsync(() => run.Workflows.MeasureLatencyAsync(options, run.Progress, run.Notes, run.Stop)).ConfigureAwait(false));
            });
        return new CommandGroup("latency", "Measure how long operators take on a device, for searches within a budget of latency", measure);
    }
}

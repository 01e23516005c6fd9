using SwapScore.Cli.Commands;
using SwapScore.Cli.Help;
using SwapScore.Workflows.Studies;

namespace SwapScore.Cli;

/// <summary>The root: <c>swapscore</c>.</summary>
/// <remarks>No <see cref="RootCommand"/>, which would be named after the assembly.</remarks>
internal sealed class SwapScoreCommand : Command, IExplained, IHelpRoot
{
    public SwapScoreCommand(SharedOptions shared, CommandContext context)
        : base("swapscore", "Ranks neural networks before they are trained.")
    {
        Width = context.Terminal.Width;
        Add(shared.Quiet);
        Add(shared.NoColor);

        // Making all commands takes longer than listing metrics does: where the first word names one, the others stay unmade. The version needs none.
        var commands = Commands(shared, context);
        var named = context.Arguments is [var first, ..] ? commands.Where(command => command.Name == first).ToArray() : [];
        foreach (var (_, make) in context.Arguments is ["--version"] ? [] : named.Length > 0 ? named : commands)
            Add(make());
        ParseErrors.RefuseOptionsAsArguments(this);
        Add(new VersionOption { Action = new VersionAction() });
        Add(HelpSections.CreateOption());
        HelpSections.ShowFor(this);
    }

    /// <inheritdoc/>
    public int? Width { get; }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore score", "rank the well-known DARTS networks on the built-in images"),
        ("swapscore study darts --truth DARTS_archs_CIFAR10.csv", "how well the score ranks 1,000 trained networks"),
        ("swapscore doctor", "what this machine offers"),
    ];

    public string Remarks => """
        Results go to stdout, everything else to stderr.

        Exit codes:
          0    done
          1    the run failed: an unexpected error, a search that cannot go on, or results that can no longer
               be written (full disk)
          2    wrong usage: unknown option, malformed architecture, value out of range, unwritable output
          3    an input file is missing, unreadable or damaged
          4    done, but some architectures or rows failed; the results say which
          5    a back end or device is not available
          130  interrupted (Ctrl-C); what was done is saved
          143  terminated; what was done is saved

        """;

    private static (string Name, Func<Command> Make)[] Commands(SharedOptions shared, CommandContext context) =>
    [
        ("score", () => new ScoreCommand(shared, context)),
        ("inspect", () => InspectCommand.Create(shared, context)),
        ("search", () => new SearchCommand(shared, context)),
        ("prune", () => new PruneCommand(shared, context)),
        ("screen", () => new ScreenCommand(shared, context)),
        ("study", () => new CommandGroup(
            "study",
            "Measure how well metrics rank networks whose accuracy is known",
            [.. StudyKind.In(context.Workflows.Spaces).Select(kind => new SpaceStudyCommand(kind, shared, context)), new StudyAllCommand(shared, context)])),
        ("ablate", () => new AblateCommand(shared, context)),
        ("reproduce", () => new ReproduceCommand(shared, context)),
        ("latency", () => LatencyCommands.Create(shared, context)),
        ("export", () => new ExportCommand(shared, context)),
        ("train", () => new TrainCommand(shared, context)),
        ("truth", () => new TruthCommand(shared, context)),
        ("evaluate", () => EvaluateCommand.Create(shared, context)),
        ("space", () => SpaceCommands.Create(shared, context)),
        ("metric", () => MetricCommands.Create(shared, context)),
        ("data", () => DataCommands.Create(shared, context)),
        ("store", () => new StoreCommands(shared, context).Create()),
        ("merge", () => MergeCommand.Create(shared, context)),
        ("serve", () => new ServeCommand(shared, context)),
        ("work", () => new WorkCommand(shared, context)),
        ("job", () => new JobCommands(shared, context).Create()),
        ("doctor", () => MachineCommands.CreateDoctor(shared, context)),
        ("completion", () => MachineCommands.CreateCompletion(shared, context)),
        ("complete", () => new CompleteCommand(context, words => new SwapScoreCommand(new SharedOptions(), context with { Arguments = words }))),
    ];

    private sealed class VersionAction : System.CommandLine.Invocation.SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"swapscore {WorkflowContext.Version}");
            return (int)ExitCode.Success;
        }
    }
}

using System.CommandLine;
using SwapScore.Cli.Commands;
using SwapScore.Cli.Options;

namespace SwapScore.Cli;

/// <summary>The root: <c>swapscore</c>.</summary>
/// <remarks>No <see cref="RootCommand"/>, which would be named after the assembly.</remarks>
internal sealed class SwapScoreCommand : Command, IExplained
{
    public SwapScoreCommand(SharedOptions shared, Surroundings surroundings)
        : base("swapscore", "Ranks neural networks before they are trained.")
    {
        Add(shared.Quiet);
        Add(shared.NoColor);
        var models = new ModelOptions();
        Add(new ScoreCommand(shared, models, surroundings));
        Add(new InspectCommand(shared, models, surroundings));
        Add(new SearchCommand(shared, surroundings));
        Add(new PruneCommand(shared, surroundings));
        Add(new ScreenCommand(shared, surroundings));
        Add(new StudyCommand(shared, surroundings));
        Add(new AblateCommand(shared, surroundings));
        Add(new ReproduceCommand(shared, surroundings));
        Add(new ExportCommand(shared, surroundings));
        Add(new SpaceCommand(shared, surroundings));
        Add(new MetricCommand(shared, surroundings));
        Add(new DataCommand(shared, surroundings));
        Add(new DoctorCommand(shared, surroundings));
        Add(new VersionOption { Action = new VersionAction() });
        Add(HelpSections.CreateOption());
        HelpSections.ShowFor(this);
    }

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
          1    the run failed: an unexpected error, or results that can no longer be written (full disk)
          2    wrong usage: unknown option, malformed architecture, value out of range, unwritable output
          3    an input file is missing, unreadable or damaged
          4    done, but some architectures or rows failed; the results say which
          5    a back end or device is not available
          130  interrupted (Ctrl-C); what was done is saved
          143  terminated; what was done is saved

        """;

    private sealed class VersionAction : System.CommandLine.Invocation.SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"swapscore {ProductVersion.Text}");
            return (int)ExitCode.Success;
        }
    }
}

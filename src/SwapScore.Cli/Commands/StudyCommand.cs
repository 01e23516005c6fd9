using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Shell;
using SwapScore.Workflows.Studies;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore study</c>: groups the studies.</summary>
internal sealed class StudyCommand : Command
{
    public StudyCommand(SharedOptions shared, CommandContext context)
        : base("study", "Measure how well metrics rank networks whose accuracy is known")
    {
        HelpSections.ShowFor(this);
        foreach (var kind in StudyKind.In(context.Workflows.Spaces))
            Add(new SpaceStudyCommand(kind, shared, context));
        Add(new StudyAllCommand(shared, context));
    }
}

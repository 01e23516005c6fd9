using System.CommandLine;
using SwapScore.Cli.Options;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore study</c>: groups the studies.</summary>
internal sealed class StudyCommand : Command
{
    public StudyCommand(SharedOptions shared, Surroundings surroundings)
        : base("study", "Measure how well metrics rank networks whose accuracy is known")
    {
        HelpSections.ShowFor(this);
        foreach (var kind in StudyKind.All)
            Add(new SpaceStudyCommand(kind, shared, surroundings));
        Add(new StudyAllCommand(shared, surroundings));
    }
}

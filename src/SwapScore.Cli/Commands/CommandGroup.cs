using SwapScore.Cli.Help;

namespace SwapScore.Cli.Commands;

/// <summary>A command that only groups others; alone, it shows its help.</summary>
internal sealed class CommandGroup : Command
{
    public CommandGroup(string name, string description, params IEnumerable<Command> commands)
        : base(name, description)
    {
        HelpSections.ShowFor(this);
        foreach (var command in commands)
            Add(command);
    }
}

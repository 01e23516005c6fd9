using SwapScore.Cli.Help;

namespace SwapScore.Cli.Commands;

/// <summary>A command of the product: it reads its options, lets a session work, and writes what comes out.</summary>
internal abstract class ProductCommand : Command, IExplained
{
    protected ProductCommand(string name, string description, SharedOptions shared, CommandContext context)
        : base(name, description)
    {
        (Shared, Context) = (shared, context);
        SetAction((parsed, _) => InvokeAsync(parsed));
    }

    public abstract IReadOnlyList<(string Line, string Meaning)> Examples { get; }

    public virtual string Remarks => "";

    /// <summary>The options that several commands have.</summary>
    protected SharedOptions Shared { get; }

    /// <summary>Arguments, terminal, parts of the product, and the user's wish to stop.</summary>
    protected CommandContext Context { get; }

    /// <summary>Does what the command is for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="run">Where it writes.</param>
    /// <returns>How the command ends, unless a file could not be written.</returns>
    protected abstract ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run);

    /// <summary>What to do with what an earlier run has written; null for a command that goes on by itself.</summary>
    protected StartOptions? Start { get; init; }

    /// <summary>Says how far a stopped session was, and how to go on.</summary>
    protected virtual void Explain(WorkInterruptedException stopped, Messages messages)
    {
        if (Start is null)
            messages.Plain($"interrupted after {stopped.Done} of {stopped.Total}; what is done is saved, and the same command goes on");
        else
            messages.Interrupted(stopped, CommandText.ToResume(stopped.Folder is { } folder ? CommandText.WithFolder(Context.Arguments, folder) : Context.Arguments), Start.Hint);
    }

    /// <summary>The space that an option names, and the task.</summary>
    /// <exception cref="UsageException">There is no such space or task.</exception>
    protected (ISearchSpace Space, SpaceTask Task) ReadSpace(ParseResult parsed, Option<string> space)
    {
        var found = SearchSpaces.Find(parsed.GetRequiredValue(space), Context.Workflows.Spaces);
        return (found, SearchSpaces.FindTask(found, parsed.GetValue(Shared.Task)));
    }

    /// <summary>Gives the command options.</summary>
    protected void AddOptions(params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
            Add(option);
    }

    /// <summary>How a command ends that has given an outcome of a list of architectures, of which lines may have been left out.</summary>
    protected static ExitCode Conclude(CommandOutput run, Outcome outcome, ListOptions list)
    {
        foreach (var warning in list.Warnings)
            run.Messages.Warning(warning);
        var code = run.CodeOf(outcome);
        return code == ExitCode.Success && list.Warnings.Any() ? ExitCode.PartlyFailed : code;
    }

    private async Task<int> InvokeAsync(ParseResult parsed)
    {
        using var run = new CommandOutput(Shared, Context, parsed);
        try
        {
            return (int)run.Conclude(await RunAsync(parsed, run).ConfigureAwait(false));
        }
        catch (WorkInterruptedException stopped)
        {
            Explain(stopped, run.Messages);
            return (int)Context.Interruption.Code;
        }
    }
}

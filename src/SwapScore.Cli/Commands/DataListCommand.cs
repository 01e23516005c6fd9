namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore data list</c>.</summary>
internal sealed class DataListCommand : ProductCommand
{
    public DataListCommand(SharedOptions shared, CommandContext context)
        : base("list", "List published data: content, size, licence, publisher, whether it is there", shared, context)
    {
        Add(shared.DataRoot);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore data list --format md", "with addresses and checksums")];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var folder = Shared.ReadDataRoot(parsed, Context.Workflows);
        run.Results.Write(WorkflowSessions.ListData(folder));
        run.Messages.Note($"in {folder.Path}");
        return new(ExitCode.Success);
    }
}

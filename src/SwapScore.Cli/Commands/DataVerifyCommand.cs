namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore data verify</c>.</summary>
internal sealed class DataVerifyCommand : ProductCommand
{
    private readonly Argument<string[]> _names = new("NAME")
    {
        Description = "Names of the data to verify (see 'swapscore data list'); default: everything that is there",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public DataVerifyCommand(SharedOptions shared, CommandContext context)
        : base("verify", "Compare data with the publisher's checksums, or with those of the first download", shared, context)
    {
        Add(_names);
        Add(shared.DataRoot);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore data verify", "all that is there; exit code 3 if anything is damaged"),
        ("swapscore data verify cifar10 --data-root data", "one data set in another folder"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var folder = Shared.ReadDataRoot(parsed, Context.Workflows);
        var listing = WorkflowSessions.VerifyData(folder, parsed.GetValue(_names) ?? []);
        run.Write(listing);
        if (listing.Table.Rows.Count == 0) run.Messages.Note($"{folder.Path} holds none of the published data; 'swapscore data list' names them");
        return new(listing.HasFailures ? ExitCode.Input : ExitCode.Success);
    }
}

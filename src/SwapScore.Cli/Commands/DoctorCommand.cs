namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore doctor</c>.</summary>
internal sealed class DoctorCommand : ProductCommand
{
    public DoctorCommand(SharedOptions shared, CommandContext context)
        : base("doctor", "Show what this machine offers: processor, vector code, versions, data found", shared, context)
    {
        Add(shared.BatchSize);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore doctor --json", "for a bug report")];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run) =>
        run.WriteAsync(run.Workflows.ExamineMachine(parsed.GetRequiredValue(Shared.BatchSize)));
}

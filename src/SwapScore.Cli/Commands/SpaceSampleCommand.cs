namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore space sample NAME</c>.</summary>
internal sealed class SpaceSampleCommand : ProductCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the space (see 'swapscore space list')" };
    private readonly Option<int> _count = ParsedOption.Count("--count", "Number of architectures", 1, 1_000_000);

    public SpaceSampleCommand(SharedOptions shared, CommandContext context)
        : base("sample", "Draw random architectures, one per line", shared, context)
    {
        Add(_name);
        AddOptions(_count, shared.Seed);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore space sample darts --count 20 --seed 1 | swapscore score --file -", "rank 20 random networks"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run) => run.WriteAsync(
        run.Workflows.SampleSpace(parsed.GetRequiredValue(_name), parsed.GetRequiredValue(_count), parsed.GetRequiredValue(Shared.Seed)));
}

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore space</c>.</summary>
internal static class SpaceCommands
{
    public static Command Create(SharedOptions shared, CommandContext context)
    {
        var (shown, sampled) = (Name(), Name());
        var count = ParsedOption.Count("--count", "Number of architectures", 1, 1_000_000);
        return new CommandGroup(
            "space",
            "List, show and sample the search spaces (sets of architectures)",
            new ShortCommand("list", "List the search spaces", shared, context, shared.OfFormat, [("swapscore space list", "all spaces")], (_, run) => run.Write(run.Workflows.ListSpaces())),
            new ShortCommand(
                "show", "Show one search space: its choices, its size, its named architectures", shared, context, [shown, .. shared.OfFormat],
                [("swapscore space show darts", "choices, size and named architectures")],
                (parsed, run) => run.Write(run.Workflows.ShowSpace(parsed.GetRequiredValue(shown)))),
            new ShortCommand(
                "sample", "Draw random architectures, one per line", shared, context, [sampled, count, shared.Seed, .. shared.OfFormat],
                [("swapscore space sample darts --count 20 --seed 1 | swapscore score --file -", "rank 20 random networks")],
                (parsed, run) => run.Write(run.Workflows.SampleSpace(parsed.GetRequiredValue(sampled), parsed.GetRequiredValue(count), parsed.GetRequiredValue(shared.Seed)))));
    }

    private static Argument<string> Name() => new("NAME") { Description = "Name of the space (see 'swapscore space list')" };
}

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore merge</c>: what several machines have computed becomes one: the shards of a study, or stores.</summary>
internal static class MergeCommand
{
    public static Command Create(SharedOptions shared, CommandContext context)
    {
        var shards = new Argument<string[]>("SHARD") { Description = "Run folders of all shards of a study, or stores whose results are added", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "Run folder that is made, or store that the results are added to", HelpName = "PATH", Required = true };
        return new ShortCommand(
            "merge", "Put together what several machines have computed: shards of a study, or stores", shared, context, [shards, output, shared.Statistics, .. shared.OfFormat],
            [
                ("swapscore merge shards/1 shards/2 --output runs/darts", "the study that 'swapscore study darts' with --shard 1/2 and 2/2 has computed"),
                ("swapscore merge first.db second.db --output all.db", "a command with --store all.db then finds the results of both"),
            ],
            async (parsed, run) =>
            {
                var (parts, whole) = (parsed.GetRequiredValue(shards), parsed.GetRequiredValue(output));
                if (parts.Any(Directory.Exists)) return run.Write(await context.Workflows.MergeStudyAsync(parts, whole, shared.ReadChoice(parsed)).ConfigureAwait(false));
                return context.Workflows.MergeStores(parts, whole, run.Notes) == 0 ? ExitCode.Success : ExitCode.PartlyFailed;
            });
    }
}

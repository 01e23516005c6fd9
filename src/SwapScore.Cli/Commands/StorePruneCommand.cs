using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Store;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store prune</c>.</summary>
internal sealed class StorePruneCommand : Command, IExplained
{
    public StorePruneCommand(SharedOptions shared, CommandContext context)
        : base("prune", "Take results out of the store; they can be computed again")
    {
        var filter = new StoreFilterOptions();
        var damaged = new Option<bool>("--damaged") { Description = "Take out what is damaged" };
        var all = new Option<bool>("--all") { Description = "Take out everything" };
        filter.AddTo(this);
        Add(damaged);
        Add(all);
        SetAction(parsed =>
        {
            using var run = new CommandOutput(shared, context, parsed);
            using var store = filter.Open(parsed, context.Workflows);
            var asked = filter.Read(parsed);
            var isFiltered = asked != new ScoreFilter();
            bool[] given = [isFiltered, parsed.GetValue(damaged), parsed.GetValue(all)];
            if (given.Count(one => one) != 1)
                throw new UsageException("it is not said which results are to be taken out", "give --space, --metric, --data, --since or --until; or --damaged alone; or --all alone");
            var removed = parsed.GetValue(damaged) ? store.RemoveDamaged() : store.Remove(asked);
            run.Messages.Note($"{removed} results taken out of {store.Path}");
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore store prune --until 2026-01-01", "what was kept before a day"),
        ("swapscore store prune --damaged", "what 'swapscore store verify' has found"),
    ];
}

using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Store;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store show</c>.</summary>
internal sealed class StoreShowCommand : Command, IExplained
{
    public StoreShowCommand(SharedOptions shared, CommandContext context)
        : base("show", "Show results with everything they depend on, as JSON")
    {
        var filter = new StoreFilterOptions();
        var key = new Argument<string>("KEY") { Description = "The beginning of the key of a result (see 'swapscore store query'), or the text of an architecture" };
        Add(key);
        filter.AddStoreTo(this);
        SetAction(parsed =>
        {
            using var run = new CommandOutput(shared, context, parsed);
            using var store = filter.Open(parsed, context.Workflows);
            var text = parsed.GetRequiredValue(key);
            var found = store.Read(new ScoreFilter { Key = text }).Concat(store.Read(new ScoreFilter { Architecture = text })).ToList();
            if (found.Count == 0) throw new UsageException($"the store {store.Path} has no result of '{text}'", "'swapscore store query' shows what it has");
            run.Results.Write(ResultDocument.Write(ResultDocument.Create("results", found.Select(StoreTables.Entry))));
            return (int)ExitCode.Success;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore store show 3fa9", "the results whose keys begin so")];
}

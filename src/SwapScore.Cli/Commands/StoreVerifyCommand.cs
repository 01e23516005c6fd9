using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Store;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store verify</c>.</summary>
internal sealed class StoreVerifyCommand : Command, IExplained
{
    public StoreVerifyCommand(SharedOptions shared, CommandContext context)
        : base("verify", "Check every result of the store, and the file as a whole")
    {
        var filter = new StoreFilterOptions();
        filter.AddStoreTo(this);
        SetAction(parsed =>
        {
            using var run = new CommandOutput(shared, context, parsed);
            using var store = filter.Open(parsed, context.Workflows);
            if (store.FindDamage() is { } fault) throw new InputException($"the store {store.Path} is damaged: {fault}", "save what can be read with 'swapscore store export', and move the file away");
            var (intact, damaged) = (0, new List<string>());
            foreach (var one in store.Read(new ScoreFilter()))
            {
                if (one.Result is null) damaged.Add(one.Key);
                else intact++;
            }

            run.Results.Write(string.Concat(damaged.Select(key => $"{key}\n")));
            run.Messages.Note($"{intact} results of {store.Path} are intact");
            if (damaged.Count == 0) return (int)ExitCode.Success;
            run.Messages.Error($"{damaged.Count} results of {store.Path} are damaged", "'swapscore store prune --damaged' takes them out; they are then computed again");
            return (int)ExitCode.Input;
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore store verify", "exit code 3 if anything is damaged; the keys of what is damaged on stdout")];
}

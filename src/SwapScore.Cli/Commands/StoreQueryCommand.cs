using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store query</c>.</summary>
internal sealed class StoreQueryCommand : Command, IExplained
{
    public StoreQueryCommand(SharedOptions shared, CommandContext context)
        : base("query", "Show scores of the store by space, metric, samples and date")
    {
        var filter = new StoreFilterOptions();
        filter.AddTo(this);
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            using var run = new CommandOutput(shared, context, parsed);
            using var store = filter.Open(parsed, context.Workflows);
            var asked = filter.Read(parsed);
            var scores = store.Read(asked).ToList();
            run.Results.Write(
                StoreTables.Scores(scores, asked.Metric),
                () => ResultDocument.Create("results", scores.Select(StoreTables.Entry)));
            run.Messages.Note($"{scores.Count} results in {store.Path}");
            var damaged = scores.Count(one => one.Result is null);
            if (damaged > 0) run.Messages.Warning($"{damaged} more are damaged; 'swapscore store verify' lists them");
            return (int)(damaged == 0 ? ExitCode.Success : ExitCode.PartlyFailed);
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore store query --space nasbench201 --metric ntk --format csv", "one metric, for a program"),
        ("swapscore store query --since 2026-05-01 --format parquet > scores.parquet", "what was kept since a day"),
    ];
}

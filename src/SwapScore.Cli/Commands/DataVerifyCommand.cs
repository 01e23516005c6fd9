using System.CommandLine;
using System.Text.Json.Nodes;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Data.Published;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore data verify</c>.</summary>
internal sealed class DataVerifyCommand : Command, IExplained
{
    public DataVerifyCommand(SharedOptions shared, CommandContext context)
        : base("verify", "Compare data with the publisher's checksums, or with those of the first download")
    {
        var names = new Argument<string[]>("NAME") { Description = "Names of the data to verify (see 'swapscore data list'); default: everything that is there", Arity = ArgumentArity.ZeroOrMore };
        Add(names);
        Add(shared.DataRoot);
        shared.AddFormat(this);
        SetAction(parsed =>
        {
            var run = new CommandOutput(shared, context, parsed);
            var folder = shared.ReadDataRoot(parsed, context.Workflows);
            var named = (parsed.GetValue(names) ?? []).Select(PublishedFile.Find).ToList();
            var states = (named.Count > 0 ? named : [.. PublishedFile.All.Where(folder.Has)]).Select(file => (File: file, State: folder.StateOf(file))).ToList();
            run.Results.Write(AsTable(states, folder), () => AsJson(states));
            if (states.Count == 0) run.Messages.Note($"{folder.Path} holds none of the published data; 'swapscore data list' names them");
            return (int)(states.Exists(one => one.State is DataState.Damaged or DataState.Missing) ? ExitCode.Input : ExitCode.Success);
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore data verify", "all that is there; exit code 3 if anything is damaged"),
        ("swapscore data verify cifar10 --data-root data", "one data set in another folder"),
    ];

    private static Table AsTable(IReadOnlyList<(PublishedFile File, DataState State)> states, DataFolder folder) => new(
        [Column.Text("Name", "name"), Column.Text("State", "state"), Column.Text("Path", "path")],
        [.. states.Select(one => (ValueList<Cell>)[one.File.Name, DataWords.State(one.State), folder.PathOf(one.File)])]);

    private static JsonObject AsJson(IReadOnlyList<(PublishedFile File, DataState State)> states) => ResultDocument.Create("data", states.Select(one => new JsonObject
    {
        ["name"] = one.File.Name,
        ["state"] = one.State switch
        {
            DataState.Missing => "missing",
            DataState.Unrecorded => "unrecorded",
            DataState.Intact => "intact",
            _ => "damaged",
        },
    }));
}

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Storage;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore store export</c>.</summary>
internal sealed class StoreExportCommand : Command, IExplained
{
    public StoreExportCommand(SharedOptions shared, CommandContext context)
        : base("export", "Write results to a file, one JSON object per line")
    {
        var filter = new StoreFilterOptions();
        var file = new Argument<string>("FILE") { Description = "The file; it is replaced" };
        Add(file);
        filter.AddTo(this);
        SetAction(parsed =>
        {
            using var run = new CommandOutput(shared, context, parsed);
            using var store = filter.Open(parsed, context.Workflows);
            var path = parsed.GetRequiredValue(file);
            AtomicFile.RequireWritable(path);
            var (written, damaged) = (0, 0);
            AtomicFile.Write(path, stream =>
            {
                foreach (var one in store.Read(filter.Read(parsed)))
                {
                    if (one.Result is null)
                    {
                        damaged++;
                        continue;
                    }

                    stream.Write(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(StoreTables.Entry(one)));
                    stream.WriteByte((byte)'\n');
                    written++;
                }
            });
            run.Messages.Note($"{written} results of {store.Path} written to {path}");
            if (damaged > 0) run.Messages.Warning($"{damaged} more are damaged and left out");
            return (int)(damaged == 0 ? ExitCode.Success : ExitCode.PartlyFailed);
        });
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => [("swapscore store export scores.jsonl --space darts", "all results of a space")];
}

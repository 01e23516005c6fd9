using SwapScore.Data.Published;
using SwapScore.Workflows.Reproduction;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore reproduce</c>: makes the figures and tables of the paper again.</summary>
internal sealed class ReproduceCommand : ProductCommand
{
    private readonly Argument<string[]> _names = new("ARTEFACT")
    {
        Description = $"Figures and tables to make: {string.Join(", ", ReproductionOptions.Known)} or all",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "Folder of the report, its figures and its studies; the same command continues an interrupted run",
        HelpName = "DIR",
        DefaultValueFactory = _ => "reproduction",
    };

    private readonly Option<bool> _quick = new("--quick") { Description = "Fewer rows, initialisations and seeds: minutes instead of an hour" };

    private readonly CellOptions _cells;

    public ReproduceCommand(SharedOptions shared, CommandContext context)
        : base("reproduce", "Make the paper's figures and tables again, with published numbers beside ours", shared, context)
    {
        Add(_names);
        _cells = new CellOptions(shared);
        AddOptions([shared.DataRoot, _output, _quick, shared.Seed, shared.Threads, shared.Device, .. _cells.All, .. shared.Store.All, .. shared.OfFormat]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore reproduce fig10 --data-root data", "one figure"),
        ("swapscore reproduce all --data-root data --quick", "all of them, coarsely"),
        ("swapscore reproduce table2 table3 fig1 --output report", "cells searched as the paper's, their sizes and what the searches cost"),
        ("swapscore reproduce table2 --cifar10 cifar10 --epochs 600 --device cuda", "the same, and trained as the paper does"),
        ("swapscore reproduce all --output report", "all of them, from the data 'swapscore data get' has fetched"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var options = ReadOptions(parsed);
        return run.CodeOf(await run.WriteAsync(() => run.Workflows.ReproduceAsync(options, run.Progress, run.Notes, run.Stop)).ConfigureAwait(false));
    }

    private ReproductionOptions ReadOptions(ParseResult parsed)
    {
        var options = _cells.Read(parsed, new ReproductionOptions
        {
            Names = parsed.GetRequiredValue(_names),
            Data = Shared.ReadDataRoot(parsed, Context.Workflows),
            Folder = parsed.GetRequiredValue(_output),
            IsQuick = parsed.GetValue(_quick),
            Seed = parsed.GetRequiredValue(Shared.Seed),
            Threads = Shared.ReadThreads(parsed),
            Device = parsed.GetRequiredValue(Shared.Device),
            DownloadOf = names => $"'swapscore data get {string.Join(' ', names)}'",
        });
        if (options.IsQuick && options.Epochs is null && options.Device != ComputeDevice.Cpu)
            throw new UsageException($"--device {options.Device} cannot be used with --quick", "a quick run leaves out metrics of gradients");
        options.Validated();
        if (options.UsesData && !PublishedFile.All.Any(options.Data.Has))
            throw new InputException($"{options.Data.Path} holds none of the published tables and data sets", "'swapscore data list' names them, 'swapscore data get' fetches them; --data-root names another folder");
        return options with { CommandOf = name => CommandOf(options, parsed.GetValue(Shared.DataRoot), name) };
    }

    /// <summary>The command that makes an artefact again.</summary>
    private static string CommandOf(ReproductionOptions options, string? dataRoot, string artefact) => string.Join(' ', ((string?[])
    [
        "swapscore reproduce", artefact,
        dataRoot is { } root ? $"--data-root {CommandText.Quoted(root)}" : null,
        options.IsQuick ? "--quick" : null,
        options.Seed != 0 ? string.Create(CultureInfo.InvariantCulture, $"--seed {options.Seed}") : null,
        options.Device != ComputeDevice.Cpu ? $"--device {options.Device}" : null,
        .. CellOptions.Write(options).Select(option => $"{option.Name} {CommandText.Quoted(option.Value)}"),
        $"--output {CommandText.Quoted(options.Folder)}",
    ]).Where(part => part is not null));
}

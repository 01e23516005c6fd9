using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore score</c>: ranks networks.</summary>
internal sealed class ScoreCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;
    private readonly ModelScoringCommand _models;
    private readonly Argument<string[]> _architectures = new("ARCHITECTURE")
    {
        Description = "Names or texts of networks, ONNX files, or folders of ONNX files; default: the named networks of the space",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _space = new("--space")
    {
        Description = "Search space of the networks (see 'swapscore space list')",
        HelpName = "NAME",
        DefaultValueFactory = _ => "darts",
    };

    private readonly ListOptions _list = new("networks");

    public ScoreCommand(SharedOptions shared, ModelOptions models, CommandContext context)
        : base("score", "Rank networks, best first")
    {
        _shared = shared;
        _context = context;
        _models = new ModelScoringCommand(shared, models, context);

        Add(_architectures);
        Add(_space);
        Add(shared.Task);
        _list.AddTo(this);
        shared.AddScoring(this);
        shared.AddText(this);
        models.AddTo(this);
        shared.AddFormat(this);
        SetAction((parsed, _) => ModelScoringOptions.AreModels(parsed.GetValue(_architectures) ?? []) ? ScoreModelsAsync(parsed) : ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore score", "the well-known networks of the space"),
        ("swapscore score DARTS_V1 DARTS_V2 --metric swap,parameters", "two of them, with a baseline"),
        ("swapscore score --file nets.txt --data cifar-10-batches-bin/data_batch_1.bin --json", "your networks, on your data, for a program"),
        ("swapscore score a.onnx b.onnx models/ --data photos/", "models of any framework, on your photographs"),
    ];

    public string Remarks => """
        Models in ONNX files: --data also takes numbers (.npy, .npz, .pb, .raw). Images get the size a model needs, or 224 where
        it leaves the size free. The default of --repeats is 4. A model that cannot be scored becomes a row with its reason, and
        the exit code is 4.

        """;

    private Task<int> ScoreModelsAsync(ParseResult parsed)
    {
        if (((Option[])[_space, _shared.Task, _list.File]).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
            throw new UsageException($"{other.Name} is for architectures of a space, not for models in files", "leave it out");
        return _models.RunAsync(parsed, parsed.GetRequiredValue(_architectures));
    }

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var run = new CommandOutput(_shared, _context, parsed);
        var threads = _shared.ReadThreads(parsed);
        var space = SearchSpaces.Find(parsed.GetRequiredValue(_space), _context.Workflows.Spaces);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(_shared.Task));
        var options = new ScoringOptions
        {
            Space = space,
            Task = task,
            Evaluation = _shared.ReadScoring(parsed, task),
            Columns = _shared.ReadMetrics(parsed, task),
            Entries = ReadEntries(parsed, space),
            Samples = _shared.ReadSamples(parsed, task),
            Regularization = _shared.ReadRegularization(parsed),
            Threads = threads,
        };
        var notes = new LateNotes();
        var outcome = await run.RunAsync(() => run.Workflows.ScoreAsync(options, run.Progress, notes, _context.Interruption.Token)).ConfigureAwait(false);
        foreach (var warning in _list.Warnings())
            run.Messages.Warning(warning);
        var code = run.Write(outcome, threads, notes, _context.Interruption);
        return code == (int)ExitCode.Success && _list.HasSkipped ? (int)ExitCode.PartlyFailed : code;
    }

    private ValueList<NetworkEntry> ReadEntries(ParseResult parsed, ISearchSpace space)
    {
        var texts = parsed.GetValue(_architectures) ?? [];
        if (texts.Length > 0 && parsed.GetValue(_list.File) is not null)
            throw new UsageException("architectures are given both as arguments and with --file", "leave one of them out");
        return _list.Read(parsed, space, _context.Terminal.In)
            ?? (texts.Length == 0 ? NetworkEntry.Named(space) : TypedArchitecture.Read(texts, "read a list of architectures with --file", given => NetworkEntry.FromTexts(space, given)));
    }
}

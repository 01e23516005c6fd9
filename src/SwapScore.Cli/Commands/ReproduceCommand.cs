using System.CommandLine;
using System.Globalization;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Reproducing;
using SwapScore.Data.Published;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Torch;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore reproduce</c>: makes the figures and tables of the paper again.</summary>
internal sealed class ReproduceCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;

    private readonly Argument<string[]> _names = new("ARTEFACT")
    {
        Description = $"Figures and tables to make: {string.Join(", ", Catalogue.All.Select(artefact => artefact.Name))} or all",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "Folder of the report, its figures and its studies; the same command continues an interrupted run",
        HelpName = "DIR",
        DefaultValueFactory = _ => "reproduction",
    };

    private readonly Option<bool> _quick = new("--quick") { Description = "Fewer rows, initialisations and seeds: minutes instead of an hour" };

    public ReproduceCommand(SharedOptions shared, CommandContext context)
        : base("reproduce", "Make the paper's figures and tables again, with published numbers beside ours")
    {
        (_shared, _context) = (shared, context);
        Add(_names);
        foreach (var option in (Option[])[shared.DataRoot, _output, _quick, shared.Seed, shared.Threads, shared.Device])
            Add(option);
        shared.AddFormat(this);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore reproduce fig10 --data-root data", "one figure"),
        ("swapscore reproduce all --data-root data --quick", "all of them, coarsely"),
        ("swapscore reproduce all --output report", "all of them, from the data 'swapscore data get' has fetched"),
    ];

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var workflows = _context.Workflows;
        var run = new CommandOutput(_shared, _context, parsed);
        var started = workflows.Clock.GetTimestamp();
        var artefacts = ReadNames(parsed);
        var settings = ReadSettings(parsed);
        var data = _shared.ReadDataRoot(parsed, workflows);
        if (!PublishedFiles.All.Any(data.Has))
            throw new InputException($"{data.Path} holds none of the published tables and data sets", "'swapscore data list' names them, 'swapscore data get' fetches them; --data-root names another folder");
        var folder = new ReproductionFolder(settings.Output);
        folder.Open();
        var workshop = new Workshop(run, _context, data, folder.Studies, settings);
        var made = new List<MadeArtefact>();
        try
        {
            foreach (var (index, artefact) in artefacts.Index())
            {
                run.Messages.Note($"{artefact.Name}, {index + 1} of {artefacts.Count}: {artefact.Title}");
                made.Add(await MakeAsync(artefact, workshop, folder).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (_context.Interruption.Token.IsCancellationRequested)
        {
            run.Messages.Plain($"interrupted after {made.Count} of {artefacts.Count}; what is done is saved, and the same command goes on");
            return (int)_context.Interruption.Code;
        }

        var report = folder.WriteReport(made, workshop);
        run.Results.Write(ComparisonTable.Of(made), () => ReportJson.Of(made, workshop));
        foreach (var absent in made.SelectMany(one => one.Report.Absent.Select(absent => $"{one.Artefact.Name}: {absent}")))
            run.Messages.Warning(absent);
        run.Messages.Note(string.Create(
            CultureInfo.InvariantCulture, $"{report} · {settings.Threads} threads · {workflows.Clock.GetElapsedTime(started).TotalSeconds:0} s"));
        return (int)(made.TrueForAll(one => one.Failure is null) ? ExitCode.Success : ExitCode.PartlyFailed);
    }

    /// <exception cref="UsageException">A quick run would not use the device.</exception>
    /// <exception cref="UnavailableException">The device is not there.</exception>
    private WorkshopSettings ReadSettings(ParseResult parsed)
    {
        var settings = new WorkshopSettings(
            parsed.GetValue(_shared.DataRoot), parsed.GetRequiredValue(_output), parsed.GetValue(_quick), parsed.GetRequiredValue(_shared.Seed),
            _shared.ReadThreads(parsed), parsed.GetRequiredValue(_shared.Device));
        if (settings.IsQuick && settings.Device != ComputeDevice.Cpu)
            throw new UsageException($"--device {settings.Device} cannot be used with --quick", "a quick run leaves out metrics of gradients");
        TorchDevices.Require(settings.Device);
        return settings;
    }

    private static async Task<MadeArtefact> MakeAsync(IArtefact artefact, Workshop workshop, ReproductionFolder folder)
    {
        if (artefact.Needs.Where(need => !workshop.Has(need)).ToList() is [_, ..] missing) return MadeArtefact.Failed(artefact, Missing.Tables(missing));
        try
        {
            var report = await artefact.MakeAsync(workshop).ConfigureAwait(false);
            if (report is { Charts.Count: 0, Tables.Count: 0 }) return MadeArtefact.Failed(artefact, string.Join("; ", report.Absent));
            folder.WriteFigures(report);
            return new MadeArtefact(artefact, report, null);
        }
        catch (SwapScoreException fault) when (fault is InputException or NetworkException or UsageException)
        {
            return MadeArtefact.Failed(artefact, fault.Message);
        }
    }

    private IReadOnlyList<IArtefact> ReadNames(ParseResult parsed)
    {
        var names = parsed.GetRequiredValue(_names);
        if (names.Contains(Catalogue.AllName)) return Catalogue.All;
        return [.. names.Distinct().Select(name => Catalogue.All.FirstOrDefault(artefact => artefact.Name == name) ?? throw new UsageException(
            $"unknown artefact '{name}'",
            $"known: {string.Join(", ", Catalogue.All.Select(artefact => artefact.Name))}, all; searches (Figure 9, Tables II and III) are 'swapscore search'"))];
    }
}

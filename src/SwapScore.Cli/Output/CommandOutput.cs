using SwapScore.Cli.Progress;

namespace SwapScore.Cli.Output;

/// <summary>Where a command writes while it runs, as its options say.</summary>
internal sealed class CommandOutput : IDisposable
{
    private readonly CommandContext _context;
    private readonly IDisposable? _store;
    private readonly string? _storePlace;
    private ExitCode? _fault;

    public CommandOutput(SharedOptions shared, CommandContext context, ParseResult parsed)
    {
        var terminal = context.Terminal;
        var quiet = parsed.GetValue(shared.Quiet);
        var color = terminal.Color && !parsed.GetValue(shared.NoColor);
        _context = context;
        Messages = new Messages(terminal, quiet, color);
        Results = new Results(terminal, shared.ReadFormat(parsed), color);
        Progress = ProgressDisplay.For(
            terminal, context.Workflows.Clock, quiet, color, () => context.Interruption.IsHeeded = true);
        Notes = new CommandNotes(Messages, Progress);
        (Workflows, _store, _storePlace) = shared.Store.Read(parsed, context.Workflows, fault => Notes.Report(new Note($"{fault.Message}; the work goes on without it", IsWarning: true)));
        Workflows = shared.Service.Read(parsed, Workflows);
    }

    /// <summary>The parts of the product, with the store that the options ask for.</summary>
    public WorkflowContext Workflows { get; }

    /// <summary>Signalled once the user wants to stop.</summary>
    public CancellationToken Stop => _context.Interruption.Token;

    public Messages Messages { get; }

    public Results Results { get; }

    public ProgressDisplay Progress { get; }

    public IProgress<Note> Notes { get; }

    /// <summary>
    /// Does the work of a session, and takes its progress from the terminal when it is done. From its first report on the session heeds an
    /// interruption; what it reads before that is not worth waiting for.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _context.Interruption.IsHeeded = false;
            Progress.Pause();
            if (Workflows.Scores is { Answered: > 0 } use) Messages.Note($"{use.Answered} of {use.Asked} results come from the store {_storePlace}");
        }
    }

    /// <summary>Does the work of a session, and writes what it has given: files, the result, and what a user should know.</summary>
    /// <param name="work">The work.</param>
    /// <param name="report">The report and the figures that the options ask for. Default: none.</param>
    /// <returns>The outcome.</returns>
    public async ValueTask<Outcome> WriteAsync(Func<Task<Outcome>> work, ReportChoice? report = null)
    {
        var outcome = await RunAsync(work).ConfigureAwait(false);
        var command = CommandText.ToRepeat(_context.Arguments);
        Report(outcome.FileFaults);
        WriteFile(() => outcome.WriteReport(command));
        foreach (var write in report?.Writes(() => outcome.CreatePage(command)) ?? [])
            WriteFile(write);
        Write(outcome);
        return outcome;
    }

    /// <summary>The same of a session whose notes are read below its table.</summary>
    public async ValueTask<Outcome> WriteAsync(Func<IProgress<Note>, Task<Outcome>> work, ReportChoice report)
    {
        var late = new LateNotes();
        var outcome = await WriteAsync(() => work(late), report).ConfigureAwait(false);
        late.WriteTo(Notes);
        return outcome;
    }

    /// <summary>Writes a result and what a user should know of it.</summary>
    public ExitCode Write(Outcome outcome)
    {
        Results.Write(outcome);
        foreach (var note in outcome.Notes)
            Notes.Report(note);
        return CodeOf(outcome);
    }

    /// <summary>How a command ends that has given an outcome.</summary>
    public ExitCode CodeOf(Outcome outcome) => !outcome.IsComplete ? _context.Interruption.Code : outcome.HasFailures ? ExitCode.PartlyFailed : ExitCode.Success;

    /// <summary>Writes a file at the end of the work. Where it cannot be written, that is reported, and the command goes on: the results still go to stdout.</summary>
    /// <param name="write">Writes it.</param>
    public void WriteFile(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Report([fault]);
        }
    }

    /// <summary>Reports files that could not be written at the end of the work.</summary>
    /// <param name="faults">Why not.</param>
    private void Report(IEnumerable<Exception> faults)
    {
        foreach (var fault in faults.Select(fault => UnavailableException.FromNative(fault) ?? fault))
        {
            if (fault is SwapScoreException known) Messages.Error(known.Message, RemedyText.Write(known.Remedy));
            else Messages.Error($"a file of results could not be made: unexpected {fault.GetType().Name}: {fault.Message}", null);
            _fault ??= fault is SwapScoreException { Kind: var kind } ? ExitCodes.From(kind) : ExitCode.Failed;
        }
    }

    /// <summary>How the command ends: as it would, unless a file could not be written.</summary>
    /// <param name="code">How it would end.</param>
    public ExitCode Conclude(ExitCode code) => _fault ?? code;

    public void Dispose()
    {
        Progress.Dispose();
        _store?.Dispose();
    }
}

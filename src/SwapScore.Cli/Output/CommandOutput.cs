using SwapScore.Cli.Progress;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Output;

/// <summary>Where a command writes while it runs, as its options say.</summary>
internal sealed class CommandOutput : IDisposable
{
    private readonly Interruption _interruption;
    private readonly IDisposable? _store;
    private readonly string? _storePath;
    private readonly long _started;
    private ExitCode? _fault;

    public CommandOutput(SharedOptions shared, CommandContext context, ParseResult parsed)
    {
        var terminal = context.Terminal;
        var quiet = parsed.GetValue(shared.Quiet);
        var color = terminal.Color && !parsed.GetValue(shared.NoColor);
        (_interruption, _started) = (context.Interruption, context.Workflows.Clock.GetTimestamp());
        Messages = new Messages(terminal, quiet, color);
        Results = new Results(terminal, shared.ReadFormat(parsed), color);
        Progress = ProgressDisplay.For(
            terminal, context.Workflows.Clock, quiet, color, () => _interruption.IsHeeded = true);
        Notes = new CommandNotes(Messages, Progress);
        (Workflows, _store, _storePath) = shared.Store.Read(parsed, context.Workflows, fault => Notes.Report(new Note($"{fault.Message}; the work goes on without it", IsWarning: true)));
        Workflows = shared.Service.Read(parsed, Workflows);
    }

    /// <summary>The parts of the product, with the store that the options ask for.</summary>
    public WorkflowContext Workflows { get; }

    /// <summary>Seconds since the command began.</summary>
    public double Seconds => Workflows.Clock.GetElapsedTime(_started).TotalSeconds;

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
            _interruption.IsHeeded = false;
            Progress.Pause();
            if (Workflows.Scores is { Answered: > 0 } use) Messages.Note($"{use.Answered} of {use.Asked} results come from the store {_storePath}");
        }
    }

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

    /// <summary>Writes the report and the figures that the options ask for.</summary>
    /// <param name="choice">The files to write.</param>
    /// <param name="create">Makes the report.</param>
    public void WriteReport(ReportChoice choice, Func<HtmlReport> create)
    {
        foreach (var write in choice.Writes(create))
            WriteFile(write);
    }

    /// <summary>Reports files that could not be written at the end of the work.</summary>
    /// <param name="faults">Why not.</param>
    public void Report(IEnumerable<Exception> faults)
    {
        foreach (var fault in faults.Select(fault => NativeFault.Explain(fault) ?? fault))
        {
            if (fault is SwapScoreException known) Messages.Error(known.Message, RemedyText.Write(known.Remedy));
            else Messages.Error($"a file of results could not be made: unexpected {fault.GetType().Name}: {fault.Message}", null);
            _fault ??= fault is SwapScoreException { Kind: var kind } ? ExitCodes.From(kind) : ExitCode.Failed;
        }
    }

    /// <summary>How the command ends: as it would, unless a file could not be written.</summary>
    /// <param name="code">How it would end.</param>
    public ExitCode Conclude(ExitCode code) => _fault ?? code;

    /// <summary>Writes a listing, where that is all there is to do.</summary>
    public ValueTask<ExitCode> WriteAsync(Listing listing)
    {
        Results.Write(listing);
        return new ValueTask<ExitCode>(ExitCode.Success);
    }

    public void Dispose()
    {
        Progress.Dispose();
        _store?.Dispose();
    }
}

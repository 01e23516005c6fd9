using System.Runtime.InteropServices;

namespace SwapScore.Cli.Shell;

/// <summary>
/// The user's wish to stop. While work goes on that heeds it, the first signal asks the command to leave the evaluations in progress and save; there
/// is no time limit on that. Before and after such work, when nothing would be lost, the first signal ends the process at once, as the second does.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private volatile bool _isHeeded;
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Signalled once the user wants to stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the interrupted command.</summary>
    public ExitCode Code { get; private set; } = ExitCode.Interrupted;

    /// <summary>Whether work goes on that saves what is done as soon as <see cref="Token"/> is signalled.</summary>
    public bool IsHeeded
    {
        get => _isHeeded;
        set => _isHeeded = value;
    }

    public static Interruption OnSignals()
    {
        var interruption = new Interruption();
        foreach (var (signal, code) in new[]
                 {
                     (PosixSignal.SIGINT, ExitCode.Interrupted), (PosixSignal.SIGTERM, ExitCode.Terminated),
                 })
        {
            interruption._registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                if (interruption.IsHeeded && interruption.Request(code)) return;

                // Nothing is cancelled before the end: what hears of it would run first, and could take long.
                if (!interruption.Token.IsCancellationRequested) Console.Error.WriteLine("interrupted");
                ProcessEnd.Now(code);
            }));
        }

        return interruption;
    }

    /// <summary>Asks the command to stop.</summary>
    /// <returns>False when it had been asked before.</returns>
    public bool Request(ExitCode code)
    {
        if (_source.IsCancellationRequested) return false;
        Code = code;
        _source.Cancel();
        return true;
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }
}

using System.Runtime.InteropServices;

namespace SwapScore.Cli.Shell;

/// <summary>
/// The user's wish to stop. While work goes on that heeds it, the first signal asks the command to leave the evaluations in progress. What is done is
/// saved as it is done, so that nothing is lost where a native library does not leave in time: the process ends all the same. Before and after such work
/// the first signal ends the process at once, as the second does.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // Within two seconds the process has ended, whatever native code is doing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

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
                if (interruption.IsHeeded && !interruption.Token.IsCancellationRequested)
                {
                    // Before anything hears of it, which could take long.
                    EndLater(code);
                    if (interruption.Request(code)) return;
                }

                // Nothing is cancelled before the end: what hears of it would run first, and could take long.
                if (!interruption.Token.IsCancellationRequested) Console.Error.WriteLine("interrupted");
                ProcessEnd.Now(code);
            }));
        }

        return interruption;
    }

    /// <summary>Ends the process where it has not ended by itself.</summary>
    private static void EndLater(ExitCode code) => new Thread(() =>
    {
        Thread.Sleep(Patience);
        Console.Error.WriteLine("interrupted: what was going on did not stop in time; what was done before is saved");
        ProcessEnd.Now(code);
    })
    { IsBackground = true, Name = "interruption" }.Start();

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

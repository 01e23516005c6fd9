using System.Runtime.CompilerServices;
using SwapScore.Store;

namespace SwapScore.Cli.Options;

/// <summary><c>--store</c> and <c>--no-store</c>: where results are kept and looked up.</summary>
internal sealed class StoreOptions
{
    private readonly Option<bool> _none = new("--no-store") { Description = "Neither look results up nor keep them" };

    public Option<string?> File { get; } = ParsedOption.Text(
        "--store", "STORE", "Store that results are looked up and kept in: a file, or postgres://user@host:port/database; default: for models and metrics of gradients, scores.db in the user's cache folder");

    /// <summary>Both.</summary>
    public IReadOnlyList<Option> All => [File, _none];

    /// <summary>The parts of the product with the store that is asked for, the store and what it is called; null where there is none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="warn">Receives what is wrong with a store that nobody asked for: the work goes on without it.</param>
    /// <exception cref="UsageException">A store is both given and refused.</exception>
    public (WorkflowContext Workflows, IDisposable? Store, string? Place) Read(ParseResult parsed, WorkflowContext workflows, Action<SwapScoreException> warn)
    {
        var given = parsed.GetResult(File) is null ? null : parsed.GetValue(File);
        parsed.RequireOne(File, _none);
        if (parsed.CommandResult.Command.Options.All(option => option != File) || parsed.GetValue(_none) || (given ?? workflows.StorePath) is not { } path) return (workflows, null, null);
        var (kept, store, place) = Open(path, workflows, given is not null, given is null ? warn : null);
        return (kept, store, place);
    }

    // A method of its own, so that a command without a store starts without loading the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WorkflowContext Workflows, IDisposable Store, string Place) Open(string path, WorkflowContext workflows, bool servesAll, Action<SwapScoreException>? onFault)
    {
        var store = ScoreStore.Create(path, WorkflowContext.Version, workflows.Clock);
        return (workflows with { Scores = new KeptScores(store, servesAll, onFault) }, store, store.Place);
    }
}

using System.Collections.Concurrent;
using SwapScore.Networks;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>
/// The front door: scores architectures of search spaces and networks of one's own, with sensible defaults for everything. The packages SwapScore.Onnx and
/// SwapScore.Torch add ONNX files and TorchSharp modules. Safe for concurrent calls.
/// </summary>
/// <example><code>
/// await using var scorer = new Scorer();
/// foreach (var score in await scorer.ScoreAsync("darts", ["DARTS_V2", "PDARTS"]))
///     Console.WriteLine(score);
/// </code></example>
public sealed class Scorer : IAsyncDisposable
{
    private readonly BatchStore _batches = new();
    private readonly GivenNetworks _networks = new();
    private readonly ConcurrentDictionary<Type, Lazy<IAsyncDisposable>> _others = new();
    private readonly LocalEvaluator _evaluator;

    /// <summary>Makes a scorer. Nothing is computed or started yet.</summary>
    /// <param name="options">How to score; null for the defaults.</param>
    /// <exception cref="UsageException">A setting is out of range.</exception>
    public Scorer(ScorerOptions? options = null)
    {
        Options = (options ?? new ScorerOptions()).Validated();
        _evaluator = new LocalEvaluator(_batches, Options.Threads, [.. Options.Spaces, _networks], Options.Catalog);
    }

    /// <summary>How it scores.</summary>
    public ScorerOptions Options { get; }

    /// <summary>Scores architectures of a search space.</summary>
    /// <param name="space">Name of the space, for example <c>darts</c>.</param>
    /// <param name="architectures">Names or texts of architectures, in any form the space reads.</param>
    /// <param name="task">Name of a task of the space; null for the first one. Default: null.</param>
    /// <param name="cancellation">Stops inside the evaluations in progress.</param>
    /// <returns>The scores, in the order of the architectures. One that cannot be scored has a <see cref="NetworkScore.Failure"/>.</returns>
    /// <exception cref="UsageException">The space or the task is unknown, or a metric cannot be computed of it.</exception>
    public Task<IReadOnlyList<NetworkScore>> ScoreAsync(
        string space, IEnumerable<string> architectures, string? task = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        var found = SearchSpaces.Find(space, Options.Spaces);
        var fingerprint = _batches.Add(Options.Samples ?? BuiltInSamples.Create(SearchSpaces.FindTask(found, task), Options.BatchSize));
        return ScoreAsync(
            architectures.Select(text => (text, new EvaluationRequest(found.Name, Canonical(found, text), Options.Evaluation, fingerprint) { Task = task })), cancellation);
    }

    /// <summary>Scores one architecture of a search space.</summary>
    /// <param name="space">Name of the space, for example <c>darts</c>.</param>
    /// <param name="architecture">Name or text of the architecture.</param>
    /// <param name="task">Name of a task of the space; null for the first one. Default: null.</param>
    /// <param name="cancellation">Stops inside the evaluation.</param>
    /// <exception cref="UsageException">The space or the task is unknown, or a metric cannot be computed of it.</exception>
    public async Task<NetworkScore> ScoreAsync(string space, string architecture, string? task = null, CancellationToken cancellation = default) =>
        (await ScoreAsync(space, [architecture], task, cancellation).ConfigureAwait(false))[0];

    /// <summary>Scores a network. It is held until the scorer is disposed of.</summary>
    /// <param name="network">The network, of one input. Its weights are drawn N(0, 1).</param>
    /// <param name="cancellation">Stops inside the evaluation.</param>
    /// <exception cref="UsageException">A metric cannot be computed of it.</exception>
    public async Task<NetworkScore> ScoreAsync(Network network, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        var fingerprint = _batches.Add(Options.Samples ?? BuiltInSamples.Create(network, Options.BatchSize));
        var request = new EvaluationRequest(_networks.Name, _networks.Add(network), Options.Evaluation, fingerprint);
        return (await ScoreAsync([(network.Name, request)], cancellation).ConfigureAwait(false))[0];
    }

    /// <summary>Gives the scorer a part that scores another kind of networks; for packages that add one.</summary>
    /// <param name="create">Makes the part, from the options, when its type is first asked for.</param>
    /// <typeparam name="TPart">Type of the part, of which there is one. It is disposed of with the scorer.</typeparam>
    public TPart Part<TPart>(Func<ScorerOptions, TPart> create)
        where TPart : class, IAsyncDisposable =>
        (TPart)_others.GetOrAdd(typeof(TPart), _ => new Lazy<IAsyncDisposable>(() => create(Options))).Value;

    /// <summary>Stops evaluations in progress and releases threads and memory.</summary>
    public async ValueTask DisposeAsync()
    {
        await _evaluator.DisposeAsync().ConfigureAwait(false);
        foreach (var other in _others.Values.Where(other => other.IsValueCreated))
            await other.Value.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The canonical text of an architecture; a text that cannot be read stays as it is, and its evaluation says why.</summary>
    private static string Canonical(ISearchSpace space, string text)
    {
        try
        {
            return space.Parse(text).Text;
        }
        catch (UsageException)
        {
            return text;
        }
    }

    private async Task<IReadOnlyList<NetworkScore>> ScoreAsync(IEnumerable<(string Name, EvaluationRequest Request)> networks, CancellationToken cancellation)
    {
        var all = networks.ToList();
        var scores = new List<NetworkScore>(all.Count);
        await foreach (var result in _evaluator.EvaluateAsync([.. all.Select(one => one.Request)], cancellation).ConfigureAwait(false))
            scores.Add(new NetworkScore(all[scores.Count].Name, result));
        return scores;
    }
}

using System.Runtime.CompilerServices;
using SwapScore.Metrics;

namespace SwapScore.Evaluation;

/// <summary>
/// Answers requests from a store where it can, and has the others evaluated and kept. Results are the same either way, but for their seconds: what comes
/// from the store took none. Failures are not kept, since some depend on the machine.
/// </summary>
/// <param name="inner">What evaluates; it is disposed of with this one.</param>
/// <param name="scores">The store, and which requests it serves.</param>
/// <param name="backEnd">As in <see cref="ScoreKey.Create"/>.</param>
internal sealed class StoringEvaluator(IEvaluator inner, KeptScores scores, string backEnd) : IEvaluator
{
    private const int Chunk = 256;

    /// <inheritdoc/>
    public MetricCatalog Catalog => inner.Catalog;

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var keys = requests.Select(request => scores.Serves(request, Catalog) ? ScoreKey.Create(request, Catalog, backEnd) : null).ToList();
        var found = await FindAsync(keys, cancellation).ConfigureAwait(false);
        var missing = requests.Where((_, i) => found[i] is null).ToList();
        await using var evaluated = inner.EvaluateAsync(missing, cancellation).GetAsyncEnumerator(cancellation);
        for (var i = 0; i < requests.Count; i++)
        {
            if (found[i] is { } known)
            {
                yield return known;
            }
            else if (await evaluated.MoveNextAsync().ConfigureAwait(false))
            {
                if (keys[i] is { } key) await KeepAsync(key, evaluated.Current).ConfigureAwait(false);
                yield return evaluated.Current;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task<EvaluationResult?[]> FindAsync(List<ScoreKey?> keys, CancellationToken cancellation)
    {
        var found = new EvaluationResult?[keys.Count];
        var asked = Enumerable.Range(0, keys.Count).Where(i => keys[i] is not null).ToList();
        foreach (var part in asked.Chunk(Chunk))
        {
            if (!scores.IsOn) break;
            try
            {
                var results = await scores.Store.FindAsync([.. part.Select(i => keys[i]!)], cancellation).ConfigureAwait(false);
                foreach (var (i, result) in part.Zip(results))
                    found[i] = result;
            }
            catch (SwapScoreException fault) when (scores.GoesOnAfter(fault))
            {
            }
        }

        scores.Count(asked.Count, found.Count(result => result is not null));
        return found;
    }

    private async Task KeepAsync(ScoreKey key, EvaluationResult result)
    {
        if (result.Failure is not null || !scores.IsOn) return;
        try
        {
            // What has been computed is kept even where the user stops just now.
            await scores.Store.AddAsync(key, result, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SwapScoreException fault) when (scores.GoesOnAfter(fault))
        {
        }
    }
}

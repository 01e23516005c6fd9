using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Torch;

namespace SwapScore.Workflows.Remote;

/// <summary>
/// Has a scoring service evaluate: requests go there as lines of JSON, results come back as they are done, with the same bits as here. The samples are sent
/// once, by their fingerprint. Where the connection breaks or the service is started again, the requests without a result are sent once more.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="batches">The samples that requests name.</param>
/// <param name="clock">Times the pauses between attempts; no result depends on it.</param>
internal sealed class RemoteEvaluator(ServiceClient service, IBatchStore batches, TimeProvider clock) : IEvaluator
{
    private const int MostAtOnce = 4_096;
    private static readonly TimeSpan[] Pauses = [.. new[] { .2, .5, 1, 2, 5, 10, 10 }.Select(TimeSpan.FromSeconds)];

    /// <inheritdoc/>
    public MetricCatalog Catalog => TorchMetrics.Catalog;

    /// <inheritdoc/>
    /// <exception cref="UnavailableException">The service does not answer any more.</exception>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        foreach (var part in requests.Chunk(MostAtOnce))
        {
            var done = 0;
            for (var broken = 0; done < part.Length;)
            {
                if (broken > 0) await Task.Delay(Pauses[broken - 1], clock, cancellation).ConfigureAwait(false);
                await using var answers = AskAsync(part[done..], cancellation).GetAsyncEnumerator(cancellation);
                while (await NextAsync(answers, isLast: broken == Pauses.Length).ConfigureAwait(false) is { } more)
                {
                    if (!more) break;
                    broken = 0;
                    done++;
                    yield return answers.Current;
                }

                broken++;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Whether there is a further answer; false too where the connection broke and another attempt is worth it.</summary>
    private async Task<bool?> NextAsync(IAsyncEnumerator<EvaluationResult> answers, bool isLast)
    {
        try
        {
            return await answers.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return !isLast ? false : throw new UnavailableException($"the service {service.Address} does not answer: {fault.Message}", "start it again; a run folder goes on where it ended", fault);
        }
    }

    private async IAsyncEnumerable<EvaluationResult> AskAsync(EvaluationRequest[] requests, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var fingerprint in requests.Select(request => request.BatchFingerprint).Distinct())
        {
            var batch = await batches.FindAsync(fingerprint, cancellation).ConfigureAwait(false) ?? throw new InvalidOperationException($"There is no batch {fingerprint}.");
            await service.SendAsync(batch, cancellation).ConfigureAwait(false);
        }

        var done = 0;
        await foreach (var result in service.EvaluateAsync(requests, cancellation).ConfigureAwait(false))
            yield return result.Request.Equals(requests[done++]) ? result : throw new InputException($"the service {service.Address} answers another request than it was sent");
    }
}

using SwapScore.Metrics;

namespace SwapScore.Evaluation;

/// <summary>
/// A back end: opens the networks that requests name, on processor, graphics card or another machine. <see cref="NetworkEvaluator"/> does the rest: it queues,
/// repeats, measures, concludes and cancels. Implementations are safe for concurrent calls.
/// </summary>
public interface IBackEnd : IDisposable
{
    /// <summary>What it offers to metrics; those that need more are refused by name. Default: the values of activation functions.</summary>
    MetricSource Source => new("a network of this back end", MetricRequirements.None);

    /// <summary>
    /// Whether repeats of one network, and several networks, may run at the same time, each on few threads. Otherwise one network is open at a time, and may
    /// use all threads. Default: false.
    /// </summary>
    bool RunsSideBySide => false;

    /// <summary>Whether the metrics of gradients of a request may be computed side by side, too. Otherwise one network is computed at a time: by one thread, or by all threads where <see cref="RunsSideBySide"/> is false. Default: false.</summary>
    /// <param name="request">The request.</param>
    bool ComputesGradientsSideBySide(EvaluationRequest request) => false;

    /// <summary>How many repeats a request has: fewer than it asks for where all would be the same. Default: as many as it asks for.</summary>
    /// <param name="request">The request.</param>
    int RepeatsOf(EvaluationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Options.Repeats;
    }

    /// <summary>Checks a request and finds its samples. It is called for all requests of a call before any work is done.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops the search for samples.</param>
    /// <returns>Opens the network of the request; called once, by a worker, with what stops the call.</returns>
    /// <exception cref="UsageException">The request is none for this back end; the whole call is refused.</exception>
    ValueTask<Func<CancellationToken, IOpenNetwork>> PrepareAsync(EvaluationRequest request, CancellationToken cancellation);

    /// <summary>What a result says of a fault: why there are no scores, and what to do. Default: the message and the remedy.</summary>
    /// <param name="request">The request that failed.</param>
    /// <param name="fault">The fault.</param>
    (string Failure, Remedy? Remedy) Explain(EvaluationRequest request, SwapScoreException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return (fault.Message, fault.Remedy);
    }

    /// <summary>Called when a thread has had no work for a while: gives memory back that is kept from one network to the next. Default: nothing is done.</summary>
    void Rest()
    {
    }

    /// <summary>Releases everything; no network is open any more. Default: nothing is done.</summary>
    void IDisposable.Dispose()
    {
    }
}

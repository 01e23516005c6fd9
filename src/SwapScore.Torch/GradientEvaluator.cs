using System.Runtime.CompilerServices;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Memory;
using SwapScore.Metrics;
using SwapScore.Spaces;
using SwapScore.Torch.Metrics;

namespace SwapScore.Torch;

/// <summary>
/// Evaluates metrics of gradients through libtorch, on the device a request names, and hands all others to another evaluator. libtorch is loaded when the first request needs
/// it. Architectures are computed one after the other, each by one thread, while the other evaluator uses the others: what a network keeps for its gradients
/// takes gigabytes for large encoders, and one at a time is what a laptop holds.
/// </summary>
/// <param name="inner">Evaluates what needs no gradients.</param>
/// <param name="batch">The samples networks are scored on.</param>
/// <param name="spaces">The search spaces requests may name.</param>
public sealed class GradientEvaluator(IEvaluator inner, Batch batch, IReadOnlyList<ISearchSpace> spaces) : IEvaluator
{
    // What the other evaluator is asked where only gradients are wanted: it still says what the network is.
    private const string Least = "parameters";

    /// <inheritdoc/>
    public MetricCatalogue Catalogue { get; } = TorchMetrics.Catalogue;

    /// <inheritdoc/>
    /// <exception cref="UnavailableException">A request needs libtorch, or a device, and it is not there.</exception>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (!requests.Any(request => request.Options.Metrics.Any(NeedsGradients)))
        {
            await foreach (var result in inner.EvaluateAsync(requests, cancellation).ConfigureAwait(false))
                yield return result;
            yield break;
        }

        foreach (var request in requests)
            RequireLabels(request);
        TorchLibrary.Load();
        foreach (var device in requests.Select(request => request.Options.Device).Distinct())
            TorchDevices.Require(device);
        var jobs = requests.Select(request => new GradientJob(request, [.. request.Options.Metrics.Where(NeedsGradients).Select(Catalogue.Get).Cast<TorchMetric>()], batch, spaces)).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var finished = Task.Factory.StartNew(
            () =>
            {
                foreach (var job in jobs.TakeWhile(_ => !stop.IsCancellationRequested))
                    job.Run();
                NativeHeap.Trim();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            var index = 0;
            await foreach (var result in inner.EvaluateAsync([.. requests.Select(WithoutGradients)], cancellation).ConfigureAwait(false))
            {
                await Task.WhenAny(jobs[index].Scores, finished).ConfigureAwait(false);
                if (!jobs[index].Scores.IsCompleted)
                {
                    await finished.ConfigureAwait(false);
                    cancellation.ThrowIfCancellationRequested();
                }

                yield return Merge(requests[index], result, await jobs[index].Scores.ConfigureAwait(false));
                index++;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await finished.ConfigureAwait(false);
        }
    }

    private bool NeedsGradients(string metric) => Catalogue.Find(metric)?.Needs == MetricNeeds.Gradients;

    private void RequireLabels(EvaluationRequest request)
    {
        if (request.Options.Metrics.FirstOrDefault(metric => Catalogue.Find(metric)?.Scope == MetricScope.Labels) is not { } metric) return;
        var loss = SearchSpaces.FindTask(SearchSpaces.Find(request.Space, spaces), request.Task).Loss;
        if (batch.Labels is null && loss != TaskLoss.Reconstruction) throw NoLabels(batch, metric);
    }

    /// <summary>The fault of a batch without labels.</summary>
    internal static UsageException NoLabels(Batch batch, string metric) => new(
        $"{metric} needs the class of each sample, which {batch.Source} does not have",
        new Remedy.DrawLabels("use data with classes (CIFAR, ImageNet16, a folder of folders of photographs)"));

    private EvaluationRequest WithoutGradients(EvaluationRequest request) => request with
    {
        Options = request.Options with
        {
            Metrics = [.. request.Options.Metrics.Where(metric => !NeedsGradients(metric)).DefaultIfEmpty(Least)],
            Device = ComputeDevice.Cpu,
        },
    };

    private EvaluationResult Merge(EvaluationRequest request, EvaluationResult result, GradientScores scores)
    {
        result = result with { Request = request };
        if (result.Failure is not null) return result;
        if (scores.Failure is not null) return result.AsFailure(scores.Failure);
        if (request.Options.Metrics.All(scores.Undefined.ContainsKey)) return result.AsFailure(string.Join("; ", scores.Undefined.Values.Distinct()));
        return result with
        {
            Undefined = scores.Undefined,
            Metrics = request.Options.Metrics.Where(metric => !scores.Undefined.ContainsKey(metric))
                .ToDictionary(metric => metric, metric => NeedsGradients(metric) ? scores.Metrics[metric] : result.Metrics[metric]),
            Seconds = result.Seconds.Plus(scores.Seconds),
        };
    }
}

using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Onnx;
using SwapScore.Onnx.Samples;

namespace SwapScore.Workflows.Scoring;

/// <summary>Evaluates model files of a user: a file that no request can be made for is a failure among the results, not the end of all.</summary>
internal static class ModelEvaluation
{
    /// <summary>Yields a result per file, in the order of the files.</summary>
    /// <param name="files">Paths of the models.</param>
    /// <param name="samples">Gives what they are fed.</param>
    /// <param name="options">Metrics, weights, and how models are run.</param>
    /// <param name="threads">Number of threads, at least 1.</param>
    /// <param name="progress">Is told of every repeat.</param>
    /// <param name="cancellation">Stops it; what is finished has been yielded.</param>
    public static async IAsyncEnumerable<EvaluationResult> RunAsync(
        IReadOnlyList<string> files,
        ISampleSource samples,
        EvaluationOptions options,
        int threads,
        IProgress<WorkProgress>? progress,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var requests = new OnnxRequests(samples);
        var made = files.Select(file => Make(requests, file, options)).ToList();
        await using var evaluator = new OnnxEvaluator(requests.Models, requests.Samples, threads, new Steps(progress));
        await using var results = evaluator.EvaluateAsync([.. made.Select(one => one.Request).OfType<EvaluationRequest>()], cancellation).GetAsyncEnumerator(cancellation);
        foreach (var (request, refused) in made)
        {
            if (request is not null && !await results.MoveNextAsync().ConfigureAwait(false)) yield break;
            yield return refused ?? results.Current;
        }
    }

    private static (EvaluationRequest? Request, EvaluationResult? Refused) Make(OnnxRequests requests, string file, EvaluationOptions options)
    {
        try
        {
            return (requests.Create(file, options), null);
        }
        catch (SwapScoreException fault)
        {
            return (null, OnnxEvaluator.Refused(file, options, fault));
        }
    }

    private sealed class Steps(IProgress<WorkProgress>? progress) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => progress?.Report(new WorkProgress(value.Done, value.Total));
    }
}

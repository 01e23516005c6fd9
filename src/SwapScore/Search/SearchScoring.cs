using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Values;

namespace SwapScore.Search;

/// <summary>
/// Scores architectures and remembers them: each form once, however often it is asked for. It serves a search, and anything else that asks for
/// scores as it goes: a reward function, labels for a predictor.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="task">One of its tasks.</param>
/// <param name="evaluator">What scores.</param>
/// <param name="options">Metrics, repeats and seed of every evaluation.</param>
/// <param name="samples">Shape and fingerprint of the samples.</param>
public sealed class SearchScoring(ISearchSpace space, SpaceTask task, IEvaluator evaluator, EvaluationOptions options, (Shape Shape, string Fingerprint) samples)
{
    private readonly Dictionary<string, Candidate?> _known = [];
    private readonly Dictionary<string, (ValueList<double> Scores, ValueList<double> Errors, long Parameters, long Flops)> _earlier = [];
    private readonly List<Candidate> _candidates = [];

    /// <summary>All candidates, in the order they were scored.</summary>
    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <summary>Number of architectures that could not be scored.</summary>
    public int Failures { get; private set; }

    /// <summary>Why the first architecture that could not be scored could not; null when all could.</summary>
    public string? FirstFailure { get; private set; }

    internal SpaceTask Task => task;

    /// <summary>Notes the scores of an earlier run with the same options, so that they need not be computed again.</summary>
    /// <param name="architecture">The architecture's text.</param>
    /// <param name="scores">Its scores as in <see cref="Candidate.Scores"/>.</param>
    /// <param name="parameters">Parameters of its scoring network.</param>
    /// <param name="flops">Multiply-adds of its scoring network.</param>
    /// <param name="errors">Their errors as in <see cref="Candidate.Errors"/>. Default: not known.</param>
    public void Remember(string architecture, ValueList<double> scores, long parameters, long flops, ValueList<double>? errors = null) =>
        _earlier[architecture] = (scores, errors ?? [], parameters, flops);

    /// <summary>Whether an architecture, or one equal to it, has been scored or has failed.</summary>
    /// <param name="architecture">The architecture.</param>
    public bool IsKnown(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return _known.ContainsKey(architecture.Canonical);
    }

    /// <summary>The candidate an architecture, or one equal to it, was scored as; null where it was not, or could not be.</summary>
    /// <param name="architecture">The architecture.</param>
    public Candidate? Find(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return _known.GetValueOrDefault(architecture.Canonical);
    }

    /// <summary>One architecture's candidate, scored now if it is new.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    /// <returns>Null when it cannot be scored; <see cref="FirstFailure"/> says why the first one could not.</returns>
    public async Task<Candidate?> ScoreAsync(IArchitecture architecture, CancellationToken cancellation = default)
    {
        await foreach (var scored in ScoreAsync([architecture], cancellation).ConfigureAwait(false))
            return scored;
        return Find(architecture);
    }

    /// <summary>Scores what is new among some architectures.</summary>
    /// <param name="architectures">The architectures.</param>
    /// <param name="cancellation">Stops the evaluations.</param>
    /// <returns>The new candidates as they come, in the order of the architectures; those that cannot be scored are missing.</returns>
    public async IAsyncEnumerable<Candidate> ScoreAsync(
        IReadOnlyList<IArchitecture> architectures, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        var fresh = architectures.Where(one => _known.TryAdd(one.Canonical, null)).ToList();
        var requests = fresh.Where(one => !_earlier.ContainsKey(one.Text))
            .Select(one => new EvaluationRequest(space.Name, one.Text, options, samples.Fingerprint) { Task = task.Name }).ToList();
        await using var results = evaluator.EvaluateAsync(requests, cancellation).GetAsyncEnumerator(cancellation);
        foreach (var architecture in fresh)
        {
            Candidate? candidate = null;
            if (_earlier.TryGetValue(architecture.Text, out var earlier))
                candidate = Add(architecture, earlier.Scores, earlier.Errors, earlier.Parameters, earlier.Flops);
            else if (await results.MoveNextAsync().ConfigureAwait(false))
                candidate = Add(architecture, results.Current);

            if (candidate is not null) yield return candidate;
        }
    }

    /// <summary>
    /// Scores architectures and keeps the fittest, so that a costlier method (a supernet, gradient-based search, training) starts from few: SWAP-Score as
    /// pre-screening (arXiv 2605.07378, §IV-D).
    /// </summary>
    /// <param name="architectures">The architectures; isomorphic ones count once, and what is known already is not scored again.</param>
    /// <param name="fitness">What is maximised.</param>
    /// <param name="keep">The part kept, above 0 and at most 1; at least one is.</param>
    /// <param name="cancellation">Stops the evaluations in progress.</param>
    /// <returns>The kept ones, fittest first. Architectures that cannot be scored are never kept.</returns>
    /// <exception cref="UsageException">The part is out of range, or nothing could be scored.</exception>
    public Task<IReadOnlyList<Candidate>> KeepAsync(
        IReadOnlyList<IArchitecture> architectures, ISearchFitness fitness, double keep, CancellationToken cancellation = default) =>
        Screening.KeepAsync(this, architectures, fitness, keep, cancellation);

    /// <summary>The best of <see cref="Candidates"/>, best first, each once.</summary>
    /// <param name="fitness">What is maximised.</param>
    /// <param name="count">How many are kept of so many different ones.</param>
    /// <exception cref="UsageException">Nothing could be scored.</exception>
    public IReadOnlyList<Candidate> Best(ISearchFitness fitness, Func<int, int> count) => Screening.Best(Candidates, this, fitness, count);

    private Candidate? Add(IArchitecture architecture, EvaluationResult result)
    {
        if (options.Metrics.Select(result.FailureOf).FirstOrDefault(reason => reason is not null) is not { } failure)
        {
            var scores = options.Metrics.Select(metric => Score(metric, result.Metrics[metric])).ToImmutableArray();
            var errors = options.Metrics.Select(metric => Error(metric, result.Metrics[metric])).ToImmutableArray();
            if (!scores.Any(double.IsNaN)) return Add(architecture, scores, errors, result.Parameters, result.Flops);
            failure = $"{options.Metrics[scores.IndexOf(scores.First(double.IsNaN))]} is not a number";
        }

        Failures++;
        FirstFailure ??= failure;
        return null;
    }

    private Candidate Add(IArchitecture architecture, ValueList<double> scores, ValueList<double> errors, long parameters, long flops)
    {
        var candidate = new Candidate(_candidates.Count + 1, architecture, scores, parameters, flops) { Errors = errors };
        _known[architecture.Canonical] = candidate;
        _candidates.Add(candidate);
        return candidate;
    }

    /// <summary>Whether a candidate's score by a metric is a logarithm.</summary>
    internal static bool HoldsLogarithm(string metric) => metric is "swap" or MetricCatalog.Regularized;

    /// <summary>The logarithm of swap; other metrics as they are ranked, negative where lower is better.</summary>
    private double Score(string metric, MetricScore score)
    {
        var description = evaluator.Catalog.Get(metric).Description;
        if (description.Direction == MetricDirection.LowerIsBetter) return -score.RankValue;
        return description.Name == "swap" && score.Mean > 0 ? Math.Log(score.Mean) : score.RankValue;
    }

    /// <summary>The error of what <see cref="Score"/> gives; 0 where a score is a logarithm whose own value is 0.</summary>
    private static double Error(string metric, MetricScore score)
    {
        if (!HoldsLogarithm(metric)) return score.StandardError;
        return score.Mean > 0 ? score.StandardError / score.Mean : 0;
    }
}

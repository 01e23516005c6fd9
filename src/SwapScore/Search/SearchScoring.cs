using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Spaces;

namespace SwapScore.Search;

/// <summary>Scores architectures for a search: each form once, within the budget, those too large not at all.</summary>
/// <param name="space">The space.</param>
/// <param name="task">One of its tasks.</param>
/// <param name="evaluator">What scores.</param>
/// <param name="options">How; the first metric counts.</param>
/// <param name="samples">Shape and fingerprint of the samples.</param>
public sealed class SearchScoring(ISearchSpace space, SpaceTask task, IEvaluator evaluator, EvaluationOptions options, (Shape Shape, string Fingerprint) samples)
{
    private readonly Dictionary<string, Candidate?> _known = [];
    private readonly Dictionary<string, (double LogScore, long Parameters)> _earlier = [];
    private readonly List<Candidate> _candidates = [];
    private long _smallest = long.MaxValue;

    /// <summary>All candidates, in the order they were scored.</summary>
    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <summary>The smallest network that was refused as too large, in words.</summary>
    internal string? NearestSize => _smallest == long.MaxValue ? null : $"the smallest one drawn has {_smallest} parameters";

    /// <summary>Why the first architecture that could not be scored could not; null when all could.</summary>
    internal string? FirstFailure { get; private set; }

    /// <summary>Notes a score of an earlier run of the same search, so that it need not be computed again.</summary>
    /// <param name="architecture">The architecture's text.</param>
    /// <param name="logScore">Its score as noted.</param>
    /// <param name="parameters">Parameters of its scoring network.</param>
    public void Remember(string architecture, double logScore, long parameters) => _earlier[architecture] = (logScore, parameters);

    /// <summary>Whether an architecture, or one equal to it, has been scored or refused.</summary>
    /// <param name="architecture">The architecture.</param>
    public bool IsKnown(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return _known.ContainsKey(architecture.Canonical);
    }

    /// <summary>Scores what is new among some architectures.</summary>
    /// <param name="architectures">The architectures.</param>
    /// <param name="most">Most candidates in all.</param>
    /// <param name="maximumParameters">Larger scoring networks are refused; null for no limit.</param>
    /// <param name="cancellation">Stops after the evaluations in progress.</param>
    /// <returns>The new candidates as they come, in the order of the architectures.</returns>
    internal async IAsyncEnumerable<Candidate> ScoreAsync(
        IReadOnlyList<IArchitecture> architectures, int most, long? maximumParameters, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var fresh = new List<IArchitecture>();
        foreach (var architecture in architectures.Where(one => !_known.ContainsKey(one.Canonical)))
        {
            if (_candidates.Count + fresh.Count >= most) break;
            _known.Add(architecture.Canonical, null);
            if (maximumParameters is null || Fits(architecture, maximumParameters.Value)) fresh.Add(architecture);
        }

        var remembered = fresh.Where(one => _earlier.ContainsKey(one.Text)).ToHashSet();
        var requests = fresh.Where(one => !remembered.Contains(one))
            .Select(one => new EvaluationRequest(space.Name, one.Text, options, samples.Fingerprint) { Task = task.Name }).ToList();
        await using var results = evaluator.EvaluateAsync(requests, cancellation).GetAsyncEnumerator(cancellation);
        foreach (var architecture in fresh)
        {
            Candidate? candidate = null;
            if (remembered.Contains(architecture))
            {
                var (logScore, parameters) = _earlier[architecture.Text];
                candidate = Add(architecture, logScore, parameters);
            }
            else if (await results.MoveNextAsync().ConfigureAwait(false))
            {
                var result = results.Current;
                if (result.Failure is null)
                    candidate = Add(architecture, LogScore(result.Metrics[options.Metrics[0]]), result.Parameters);
                else
                    FirstFailure ??= result.Failure;
            }

            if (candidate is not null) yield return candidate;
        }
    }

    /// <summary>The candidates among some architectures, in their order; those refused, failed or past the budget are missing.</summary>
    internal IReadOnlyList<Candidate> Known(IEnumerable<IArchitecture> architectures) =>
        [.. architectures.Select(one => _known.GetValueOrDefault(one.Canonical)).OfType<Candidate>()];

    private Candidate? Add(IArchitecture architecture, double logScore, long parameters)
    {
        if (double.IsNaN(logScore)) return null;
        var candidate = new Candidate(_candidates.Count + 1, architecture, logScore, parameters);
        _known[architecture.Canonical] = candidate;
        _candidates.Add(candidate);
        return candidate;
    }

    private bool Fits(IArchitecture architecture, long most)
    {
        var parameters = space.BuildScoringNetwork(architecture, task, samples.Shape).Parameters;
        if (parameters > most) _smallest = Math.Min(_smallest, parameters);
        return parameters <= most;
    }

    /// <summary>The logarithm of swap; other metrics as they are ranked, negative where lower is better.</summary>
    private double LogScore(MetricScore score)
    {
        var description = MetricCatalogue.Find(options.Metrics[0])!;
        if (description.Direction == MetricDirection.LowerIsBetter) return -score.RankValue;
        return description.Name == "swap" && score.Mean > 0 ? Math.Log(score.Mean) : score.RankValue;
    }
}

using SwapScore.Metrics;
using SwapScore.Values;

namespace SwapScore.Evaluation;

/// <summary>
/// The answer to an <see cref="EvaluationRequest"/>. Results are equal where all of their content is, <see cref="Seconds"/> included; those of two
/// runs are compared <c>with { Seconds = new() }</c>.
/// </summary>
public sealed record EvaluationResult
{
    /// <summary>Number of the form that is hashed; it changes with every field that is added.</summary>
    private const int SchemaVersion = 2;

    /// <summary>The request this answers.</summary>
    public required EvaluationRequest Request { get; init; }

    /// <summary>Why there are no scores; null when there are.</summary>
    public string? Failure { get; init; }

    /// <summary>What can be done about the failure; null where nothing is known, or there is none. Default: null.</summary>
    public Remedy? Remedy { get; init; }

    /// <summary>Trainable parameters of the scoring network, auxiliary heads excluded, classifier included.</summary>
    public long Parameters { get; init; }

    /// <summary>Multiply-adds of the scoring network for one sample.</summary>
    public long Flops { get; init; }

    /// <summary>Whether nothing leads from the input to the output: the scores are real, but say nothing of the samples.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>
    /// Whether trained numbers of a model in a file remain in the scores although its weights were drawn, because it is not known what they are for; the
    /// scores then depend on training. Default: false.
    /// </summary>
    public bool KeepsTrainedNumbers { get; init; }

    /// <summary>The scores by metric, in the order asked for; empty after a failure.</summary>
    public IReadOnlyDictionary<string, MetricScore> Metrics
    {
        get;
        init => field = ValueDictionary<MetricScore>.Create(value);
    }
    = ValueDictionary<MetricScore>.Empty;

    /// <summary>
    /// Metrics that were asked for and have no value for this network, and why: <c>epe-nas</c> where no two samples are of one class. They are not
    /// in <see cref="Metrics"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Undefined
    {
        get;
        init => field = ValueDictionary<string>.Create(value);
    }
    = ValueDictionary<string>.Empty;

    /// <summary>What a user should know: activations that are not observed and why. Default: nothing.</summary>
    public ValueList<string> Notes { get; init; } = [];

    /// <summary>Seconds spent in each phase.</summary>
    public EvaluationSeconds Seconds { get; init; } = new();

    /// <summary>SHA-256 of all fields, 64 hexadecimal digits: the same in every process, equal where the results are equal.</summary>
    public string ContentHash
    {
        get
        {
            using var hash = new ContentHasher("result", SchemaVersion);
            Request.AddTo(hash);
            hash.Add(Failure).Add(Parameters).Add(Flops).Add(IsCutOff).Add(KeepsTrainedNumbers)
                .Add(Metrics, static (hash, pair) => pair.Value.AddTo(hash.Add(pair.Key)))
                .Add(Undefined, static (hash, pair) => hash.Add(pair.Key).Add(pair.Value))
                .Add(Notes, static (hash, note) => hash.Add(note))
                .Add(Remedy?.Kind.ToString()).Add(Remedy?.Words).Add(Remedy?.Subject).Add(Remedy?.Otherwise).Add(Remedy?.Least).Add(Remedy?.Most)
                .Add(Seconds.Build).Add(Seconds.Initialize).Add(Seconds.Forward).Add(Seconds.Observe);
            return hash.Finish();
        }
    }

    /// <summary>The same network without any score.</summary>
    /// <param name="reason">Why there is none, in one line.</param>
    public EvaluationResult AsFailure(string reason) =>
        this with { Failure = reason, Undefined = ValueDictionary<string>.Empty, Metrics = ValueDictionary<MetricScore>.Empty };

    /// <summary>Why there is no value of a metric; null when there is one.</summary>
    /// <param name="metric">A metric that was asked for.</param>
    public string? FailureOf(string metric) => Failure ?? Undefined.GetValueOrDefault(metric);

    /// <summary>Why something is missing, in one line; null when nothing is.</summary>
    public string? Missing => Failure ?? (Undefined.Count == 0 ? null : string.Join("; ", Undefined.Select(pair => $"{pair.Key}: {pair.Value}")));
}

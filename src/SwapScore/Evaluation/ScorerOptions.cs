using SwapScore.Data;
using SwapScore.Metrics;
using SwapScore.Spaces;
using SwapScore.Values;

namespace SwapScore.Evaluation;

/// <summary>How a <see cref="Scorer"/> scores.</summary>
public sealed record ScorerOptions
{
    /// <summary>Metrics, repeats and seed. Default: <c>swap</c>, 32 repeats, as published.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>The samples; null for the first images or passages that are built in, of the size a network takes. Default: null.</summary>
    public Batch? Samples { get; init; }

    /// <summary>Number of built-in samples, 1 … 64. Default: 16, as published.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Threads of one kind of networks, however many calls there are, at least 1. They never change a score. Default: all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The search spaces that can be named. Default: <see cref="SearchSpaces.All"/>.</summary>
    public ValueList<ISearchSpace> Spaces { get; init; } = [.. SearchSpaces.All];

    /// <summary>The metrics that can be named. Default: <see cref="MetricCatalog.Standard"/>.</summary>
    public MetricCatalog Catalog { get; init; } = MetricCatalog.Standard;

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public ScorerOptions Validated()
    {
        var violations = new List<string>();
        if (BatchSize is < 1 or > BuiltInSamples.MaximumCount)
            violations.Add(FormattableString.Invariant($"the batch size must be 1 … {BuiltInSamples.MaximumCount}, not {BatchSize}"));
        if (Threads < 1) violations.Add(FormattableString.Invariant($"threads must be 1 or more, not {Threads}"));
        try
        {
            Evaluation.Validated(Catalog);
        }
        catch (UsageException fault)
        {
            violations.Add(fault.Message);
        }

        return violations.Count == 0 ? this : throw new UsageException(string.Join("; ", violations));
    }
}

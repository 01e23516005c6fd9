using System.Globalization;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Search.Screening;

/// <summary>A screening as asked for: many candidates, of which few are kept.</summary>
public sealed record ScreenOptions
{
    /// <summary>The space.</summary>
    public required ISearchSpace Space { get; init; }

    /// <summary>What the networks are for.</summary>
    public required SpaceTask Task { get; init; }

    /// <summary>The candidates.</summary>
    public required ValueList<IArchitecture> Candidates { get; init; }

    /// <summary>How many are kept of so many different ones. Default: a tenth, rounded up.</summary>
    public Func<int, int> Keep { get; init; } = all => (all + 9) / 10;

    /// <summary>The samples. Default: the first 16 built-in images or texts.</summary>
    public SampleRequest Samples
    {
        get => field ?? SampleRequest.BuiltIn(Task);
        init;
    }

    /// <summary>Metrics, repeats and seed. Default: those of <see cref="EvaluationOptions"/>, 8 repeats.</summary>
    public EvaluationOptions Evaluation { get; init; } = new() { Repeats = 8 };

    /// <summary>μ and σ. Default: from the sizes of the space.</summary>
    public RegularizationChoice Regularization { get; init; } = RegularizationChoice.Auto;

    /// <summary>What is maximized. Default: by the first metric.</summary>
    public FitnessChoice Fitness { get; init; } = new();

    /// <summary>Number of threads, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Reads how many are kept: a number, or a part with a per cent sign.</summary>
    /// <param name="text">For example <c>20</c> or <c>10%</c>.</param>
    /// <returns>How many of so many different ones are kept, rounded up; null where the text is neither.</returns>
    public static Func<int, int>? ParseKeep(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent > 0 && percent <= 100)
            return all => (int)Math.Ceiling(all * percent / 100);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? all => Math.Min(all, count) : null;
    }

    /// <summary>Draws candidates from a space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="count">Number of candidates.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static IReadOnlyList<IArchitecture> Draw(ISearchSpace space, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        var key = RandomKey.FromSeed(seed);
        return [.. Enumerable.Range(0, count).Select(i => space.Sample(key.Derive(RandomPurpose.Architecture, i)))];
    }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public ScreenOptions Validated()
    {
        OptionsCheck.Require(
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Samples.Count >= 1, $"samples are at least 1, not {Samples.Count}"));
        return this with { Evaluation = Evaluation.Validated(MetricCatalog.Standard) };
    }
}

using static System.FormattableString;

namespace SwapScore.Search.Trainings;

/// <summary>How a search spends its trainings.</summary>
public sealed record TrainingOptions
{
    /// <summary>Architectures trained, 1 … 10,000. Longer trainings of some of them come on top. Default: 20.</summary>
    public int Trainings { get; init; } = 20;

    /// <summary>Share of the trainings that try weightings, 0 … 1; the rest trains the most promising by what these have shown. Default: 0.25.</summary>
    public double Exploration { get; init; } = 0.25;

    /// <summary>Of the trained, one in this many is trained for the next number of epochs, 2 … 100. Default: 3.</summary>
    public int Reduction { get; init; } = 3;

    /// <summary>Seed of the choice of weightings. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public TrainingOptions Validated()
    {
        var violations = new List<string>();
        if (Trainings is < 1 or > 10_000) violations.Add(Invariant($"trainings must be 1 … 10000, not {Trainings}"));
        if (!(Exploration >= 0 && Exploration <= 1)) violations.Add(Invariant($"the share of exploration must be 0 … 1, not {Exploration}"));
        if (Reduction is < 2 or > 100) violations.Add(Invariant($"the reduction must be 2 … 100, not {Reduction}"));
        return violations.Count == 0 ? this : throw new UsageException(string.Join("; ", violations));
    }
}

using SwapScore.Evaluation;
using static System.FormattableString;

namespace SwapScore.Search.Pruning;

/// <summary>Options of a pruning search. The defaults are those of TE-NAS for NAS-Bench-201.</summary>
public sealed record PruningOptions
{
    /// <summary>Operations every edge loses in a round, 1 … 100; the last one stays. Default: 1.</summary>
    public int PerRound { get; init; } = 1;

    /// <summary>Initialisations every change is averaged over, 1 … 1,000. Default: 3.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>Seed of the weights. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The device condition numbers are computed on. Default: the processor.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>Metrics, repeats, seed and device of every measurement.</summary>
    public EvaluationOptions Evaluation => new() { Metrics = [PruningSearch.Ntk, PruningSearch.Regions], Repeats = Repeats, Seed = Seed, Device = Device };

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public PruningOptions Validated()
    {
        var violations = new List<string>();
        if (PerRound is < 1 or > 100) violations.Add(Invariant($"operations pruned in a round must be 1 … 100, not {PerRound}"));
        if (Repeats is < 1 or > 1000) violations.Add(Invariant($"repeats must be 1 … 1000, not {Repeats}"));
        return violations.Count == 0 ? this : throw new UsageException(string.Join("; ", violations));
    }
}

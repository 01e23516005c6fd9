using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Output;

/// <summary>What is said of a ranking beside its table.</summary>
internal static class RankingMessages
{
    /// <summary>Says what ties are, where there are any, and of every network without a score why.</summary>
    public static void Explain(this Ranking ranking, Messages messages)
    {
        if (ranking.HasTies) messages.Note("≈ before a rank: the score equals the one above, or differs from it by no more than the error of the difference");
        foreach (var (entry, result) in ranking.Ranked)
            if (result.Missing is { } missing) messages.Warning($"{entry.Label} has {(result.Failure is null ? "not every score" : "no score")}: {missing}");
    }

    /// <summary>Says what is missing, and how the command ends.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="messages">Where to.</param>
    /// <param name="total">Networks that were to be scored.</param>
    /// <param name="interruption">Whether the user stopped.</param>
    public static ExitCode Conclude(this Ranking ranking, Messages messages, int total, Interruption interruption)
    {
        if (ranking.Ranked.Count == total) return ranking.Failures == 0 ? ExitCode.Success : ExitCode.PartlyFailed;
        messages.Note($"interrupted: {ranking.Ranked.Count} of {total} networks are scored");
        return interruption.Code;
    }
}

using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Output;

/// <summary>Writes a ranking, and what is said of it beside its table.</summary>
internal static class RankingMessages
{
    /// <summary>What the sign of a tie means; said below tables that show one.</summary>
    public const string Tie = "≈ before a rank: the score equals the one above, or differs from it by no more than the error of the difference";

    /// <summary>Writes table or document, the line that says what made it, and why networks have no score.</summary>
    /// <returns>The exit code.</returns>
    public static ExitCode Write(this CommandOutput output, ScoringOutcome outcome, int threads, LateNotes notes, Interruption interruption)
    {
        var messages = output.Messages;
        output.Results.Write(outcome.Table, () => outcome.Document);
        messages.Note(RunLine.Write(outcome.Evaluation, outcome.Samples, threads, outcome.Seconds));
        if (outcome.HasTies) messages.Note(Tie);
        if (outcome.SizeSentence is { } size) messages.Note(size);
        foreach (var disagreement in outcome.Disagreements)
            messages.Warning(disagreement);
        foreach (var (entry, result) in outcome.Ranked)
        {
            if (result.Missing is not { } missing) continue;
            var reason = RemedyText.Write(result.Remedy) is { } remedy ? $"{missing}; {remedy}" : missing;
            messages.Warning($"{entry.Label} has {(result.Failure is null ? "not every score" : "no score")}: {entry.About(reason)}");
        }

        notes.WriteTo(output.Notes);
        if (outcome.IsComplete) return outcome.Failures == 0 ? ExitCode.Success : ExitCode.PartlyFailed;
        messages.Note($"interrupted: {outcome.Ranked.Count} of {outcome.Total} networks are scored");
        return interruption.Code;
    }
}

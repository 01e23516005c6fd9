namespace SwapScore.Cli.Progress;

/// <summary>What a display of progress calls the work.</summary>
/// <param name="Doing">What is being done, before a bar.</param>
/// <param name="Done">What has been done, before a count.</param>
/// <param name="Unit">What is counted, after it; empty where it need not be said.</param>
internal sealed record ProgressWords(string Doing, string Done, string Unit = "")
{
    public static ProgressWords Scoring { get; } = new("scoring", "scored");
}

namespace SwapScore.Cli.Options;

/// <summary>What a study shows below its correlations.</summary>
internal enum StudyStatisticsChoice
{
    /// <summary>Nothing.</summary>
    Correlation,

    /// <summary>What scores are worth for choosing networks.</summary>
    Choosing,
}

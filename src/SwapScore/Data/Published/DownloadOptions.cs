namespace SwapScore.Data.Published;

/// <summary>Time limits and repetitions of a download.</summary>
internal sealed record DownloadOptions
{
    /// <summary>Time without a byte after which a connection counts as broken. Default: 60 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Number of attempts to connect, the first included. Default: 3.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Pause before the connection is made again. Default: 1 second.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}

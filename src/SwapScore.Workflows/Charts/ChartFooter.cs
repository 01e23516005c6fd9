namespace SwapScore.Workflows.Charts;

/// <summary>What made the numbers of a picture: enough to make them again.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Command">The exact command line that makes the picture again.</param>
/// <param name="Seed">Seed of everything random; null where nothing was.</param>
/// <param name="Data">The samples with their fingerprint; null where there were none.</param>
internal sealed record ChartFooter(string Version, string Command, long? Seed = null, string? Data = null)
{
    /// <summary>Version, seed and samples in one line.</summary>
    public string Origin => string.Join(" · ", ((string?[])
    [
        $"swapscore {Version}",
        Seed is { } seed ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"seed {seed}") : null,
        Data,
    ]).Where(part => part is not null));
}

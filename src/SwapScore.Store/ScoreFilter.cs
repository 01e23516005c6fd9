namespace SwapScore.Store;

/// <summary>Which results of a store are meant: those for which all that is given holds.</summary>
public sealed record ScoreFilter
{
    /// <summary>Name of the space; null for any. Default: null.</summary>
    public string? Space { get; init; }

    /// <summary>Name of a metric that has been computed; null for any. Default: null.</summary>
    public string? Metric { get; init; }

    /// <summary>The beginning of the fingerprint of the samples; null for any. Default: null.</summary>
    public string? Data { get; init; }

    /// <summary>Canonical text of an architecture; null for any. Default: null.</summary>
    public string? Architecture { get; init; }

    /// <summary>The beginning of a key; null for any. Default: null.</summary>
    public string? Key { get; init; }

    /// <summary>The first moment at which it was kept; null for any. Default: null.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The moment before which it was kept; null for any. Default: null.</summary>
    public DateTimeOffset? Until { get; init; }
}

namespace SwapScore.Server.Api;

/// <summary>What clients see of a metric.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it measures, in one sentence.</param>
internal sealed record MetricView(string Name, string Summary);

namespace SwapScore.Server.Api;

/// <summary>That the service is up.</summary>
/// <param name="Status">Always <c>ok</c>.</param>
/// <param name="Version">The version of the product.</param>
internal sealed record Health(string Status, string Version);

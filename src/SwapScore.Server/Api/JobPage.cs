using SwapScore.Server.Jobs;

namespace SwapScore.Server.Api;

/// <summary>Some jobs of a list.</summary>
/// <param name="Jobs">The jobs, the newest first.</param>
/// <param name="Next">What to give as <c>before</c> for those after them; null where there are none.</param>
internal sealed record JobPage(IReadOnlyList<JobView> Jobs, string? Next);

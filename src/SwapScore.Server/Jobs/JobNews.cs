namespace SwapScore.Server.Jobs;

/// <summary>A job as it was at some moment.</summary>
/// <param name="View">What clients see of it.</param>
/// <param name="Number">Changes with the job; the same number is the same state.</param>
internal sealed record JobNews(JobView View, long Number);

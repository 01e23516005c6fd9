using SwapScore.Evaluation;

namespace SwapScore.Cli.Reproducing;

/// <summary>Settings of a reproduction.</summary>
/// <param name="DataRoot">The value of <c>--data-root</c>; null for the standard folder.</param>
/// <param name="Output">Folder of the report.</param>
/// <param name="IsQuick">Whether fewer rows, repeats and seeds are taken.</param>
/// <param name="Seed">First seed of the weights.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="Device">Where metrics of gradients are computed.</param>
internal sealed record WorkshopSettings(string? DataRoot, string Output, bool IsQuick, long Seed, int Threads, ComputeDevice Device);

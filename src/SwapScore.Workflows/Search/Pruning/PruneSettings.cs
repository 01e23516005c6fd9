using SwapScore.Data;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Search.Pruning;

/// <summary>A pruning search as asked for, everything resolved.</summary>
internal sealed record PruneSettings(IPrunableSpace Space, SpaceTask Task, PruningOptions Options, Batch Batch, int Threads);

using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Spaces;

/// <summary>
/// A space whose architectures choose one operation for each of some edges, and perhaps some of the edges, and which therefore has a super-network: every
/// edge is the mean of several operations. Implement it to let a space be pruned.
/// </summary>
/// <remarks>
/// Operations that are left out must leave the weights of all others as they are (<see cref="NetworkBuilder.LeaveOut"/>): otherwise the difference that one
/// makes drowns in that of all weights.
/// </remarks>
public interface IPrunableSpace : ISearchSpace
{
    /// <summary>The edges, with the operations that are worth choosing among.</summary>
    IReadOnlyList<PrunableEdge> PrunableEdges { get; }

    /// <summary>Groups of edges of which an architecture has only some; no edge is in two. Default: none, every edge stays.</summary>
    IReadOnlyList<EdgeGroup> EdgeGroups => [];

    /// <summary>The architecture that has one operation on every edge, or on those that are left of a group.</summary>
    /// <param name="operations">For each of <see cref="PrunableEdges"/> the index of its operation; none where the edge is removed.</param>
    IArchitecture Chosen(IReadOnlyList<ImmutableArray<int>> operations);

    /// <summary>Builds the super-network whose gradients are measured: small, since it is measured very often.</summary>
    /// <param name="operations">For each of <see cref="PrunableEdges"/> the indices of its operations, ascending; none where the edge is removed.</param>
    /// <param name="task">One of the space's tasks.</param>
    /// <param name="input">Shape of one sample; need not be that of the task.</param>
    /// <exception cref="NetworkException">The input is too small or has the wrong channels.</exception>
    Network BuildSuperNetwork(IReadOnlyList<ImmutableArray<int>> operations, SpaceTask task, Shape input);

    /// <summary>Builds the thinnest super-network, whose linear regions are counted; see <see cref="ISearchSpace.BuildThinNetwork"/>.</summary>
    /// <param name="operations">For each of <see cref="PrunableEdges"/> the indices of its operations, ascending; none where the edge is removed.</param>
    /// <param name="input">Shape of one sample.</param>
    /// <exception cref="NetworkException">The input is too small.</exception>
    Network BuildThinSuperNetwork(IReadOnlyList<ImmutableArray<int>> operations, Shape input);
}

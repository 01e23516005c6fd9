using SwapScore.Networks;

namespace SwapScore.Spaces;

/// <summary>A network as it is trained, and used, after an architecture has been chosen.</summary>
/// <param name="Name">What it is for, for example <c>CIFAR-10</c>.</param>
/// <param name="Description">Its size in words, for example <c>36 channels, 20 cells</c>.</param>
/// <param name="Build">Builds it for an architecture of the space.</param>
public sealed record FullSize(string Name, string Description, Func<IArchitecture, Network> Build);

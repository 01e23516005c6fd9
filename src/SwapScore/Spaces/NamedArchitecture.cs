namespace SwapScore.Spaces;

/// <summary>An architecture known by name from the literature.</summary>
/// <param name="Name">Its name, for example <c>DARTS_V2</c>.</param>
/// <param name="Architecture">The architecture.</param>
/// <param name="Source">Who published it.</param>
public sealed record NamedArchitecture(string Name, IArchitecture Architecture, string Source);

namespace SwapScore.Server.Api;

/// <summary>What clients see of a search space.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tasks">Names of its tasks, the default first.</param>
/// <param name="Named">Names of its named architectures.</param>
/// <param name="HasStudy">Whether metrics can be studied on a table of its trained networks.</param>
/// <param name="HasTable">Whether the service has such a table.</param>
internal sealed record SpaceView(string Name, IReadOnlyList<string> Tasks, IReadOnlyList<string> Named, bool HasStudy, bool HasTable);

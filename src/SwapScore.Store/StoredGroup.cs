namespace SwapScore.Store;

/// <summary>Results of one kind in a store.</summary>
/// <param name="Space">Name of the space.</param>
/// <param name="Task">Name of the task; null for the first one of the space.</param>
/// <param name="Metrics">The metrics, separated by commas.</param>
/// <param name="Data">Fingerprint of the samples.</param>
/// <param name="Count">Number of results.</param>
/// <param name="First">When the first one was kept.</param>
/// <param name="Last">When the last one was kept.</param>
public sealed record StoredGroup(string Space, string? Task, string Metrics, string Data, int Count, DateTimeOffset First, DateTimeOffset Last);

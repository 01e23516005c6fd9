namespace SwapScore.Server.Running;

/// <summary>A client submits a job while as many wait as may.</summary>
/// <param name="waiting">How many wait.</param>
internal sealed class TooManyJobsException(int waiting) : Exception($"{waiting} jobs wait already; try again when some are done");

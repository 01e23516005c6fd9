namespace SwapScore.Cli.Tests;

/// <summary>A clock by which nothing takes time, so that no text depends on how busy the machine is.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public override long GetTimestamp() => 0;
}

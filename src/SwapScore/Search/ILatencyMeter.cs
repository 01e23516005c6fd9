using SwapScore.Networks;

namespace SwapScore.Search;

/// <summary>Measures how long a network takes.</summary>
public interface ILatencyMeter
{
    /// <summary>Seconds of a forward pass of one sample.</summary>
    /// <param name="network">The network.</param>
    double Seconds(Network network);
}

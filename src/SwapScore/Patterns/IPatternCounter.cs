using SwapScore.Engine;

namespace SwapScore.Patterns;

/// <summary>Counts distinct patterns while activations stream by.</summary>
internal interface IPatternCounter : IActivationObserver, IDisposable
{
    /// <summary>Number of distinct patterns so far.</summary>
    long Count { get; }

    /// <summary>Starts afresh, keeping the memory.</summary>
    void Clear();
}

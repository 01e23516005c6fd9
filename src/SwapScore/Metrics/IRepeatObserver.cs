using SwapScore.Engine;

namespace SwapScore.Metrics;

/// <summary>Observes one forward pass after the other and gives one value for each.</summary>
internal interface IRepeatObserver : IActivationObserver
{
    /// <summary>The value of the pass that has just ended; the next one starts afresh.</summary>
    double Finish();
}

using SwapScore.Engine;

namespace SwapScore.Metrics;

/// <summary>Observes the forward passes of one repeat after the other and gives one value for each repeat.</summary>
internal interface IRepeatObserver : IActivationObserver, IDisposable
{
    /// <summary>Told after each forward pass of the repeat.</summary>
    void EndPass()
    {
    }

    /// <summary>Gives large working memory back.</summary>
    void IDisposable.Dispose()
    {
    }

    /// <summary>The value of the repeat that has just ended; the next one starts afresh.</summary>
    double Finish();
}

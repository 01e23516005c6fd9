using SwapScore.Engine;

namespace SwapScore.Metrics;

/// <summary>
/// Observes the forward passes of one repeat after the other and gives one value for each repeat. The order of calls: the values of a pass,
/// <see cref="EndPass"/>, perhaps further passes, <see cref="Finish"/>, and so on for the next repeat.
/// </summary>
public interface IRepeatObserver : IActivationObserver, IDisposable
{
    /// <summary>Called after each forward pass of the repeat. Default: nothing is done.</summary>
    void EndPass()
    {
    }

    /// <summary>Gives large working memory back. Default: nothing is done.</summary>
    void IDisposable.Dispose()
    {
    }

    /// <summary>The value of the repeat that has just ended; the next one starts afresh.</summary>
    double Finish();
}

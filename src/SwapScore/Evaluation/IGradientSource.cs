using SwapScore.Metrics;
using SwapScore.Randomness;

namespace SwapScore.Evaluation;

/// <summary>Measures metrics of gradients of one network. It is made, used and disposed of by one thread.</summary>
public interface IGradientSource : IDisposable
{
    /// <summary>Measures one repeat.</summary>
    /// <param name="repeat">The repeat's stream of randomness.</param>
    /// <param name="found">Receives the value of a metric.</param>
    /// <param name="undefined">Receives a metric that has no value for this network, and why; it is not measured in later repeats.</param>
    void Run(RandomKey repeat, Action<GradientMetric, double> found, Action<GradientMetric, string> undefined);
}

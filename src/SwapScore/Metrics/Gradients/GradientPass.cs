using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Tangents;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Metrics.Gradients;

/// <summary>A plan that runs: forward once per repeat and samples, backward as often as metrics ask for it.</summary>
internal sealed class GradientPass : IDisposable
{
    private readonly ExecutorPool _executors;
    private readonly IInitializer _initializer;
    private RandomKey? _key;
    private Batch? _samples;

    /// <param name="plan">The network and what is asked of it.</param>
    /// <param name="initializer">Draws the weights.</param>
    /// <param name="executors">Hold the memory.</param>
    /// <param name="threads">Threads of a pass.</param>
    public GradientPass(Plan plan, IInitializer initializer, ExecutorPool executors, int threads)
    {
        (Plan, _initializer, _executors) = (plan, initializer, executors);
        Results = executors.Rent(plan);
        Results.Threads = threads;
    }

    /// <summary>The network and what is asked of it.</summary>
    public Plan Plan { get; }

    /// <summary>The results of the latest passes.</summary>
    public Executor Results { get; }

    /// <summary>Makes the forward pass of a repeat, unless it is the latest one. A plan of groups is only prepared.</summary>
    /// <param name="key">The repeat's stream of randomness.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="direction">Where a plan with tangents leads, always the same; null for other plans.</param>
    /// <param name="observer">Sees every observed activation; null for none.</param>
    public void Forward(RandomKey key, Batch samples, Direction? direction = null, IActivationObserver? observer = null)
    {
        if (_key == key && _samples == samples && observer is null) return;
        Results.Load(Plan, samples);
        if (direction is not null) Results.Along(direction);
        if (_key != key) Results.Initialize(_initializer, key);
        if (Plan.GroupSize == Plan.BatchSize) Results.Forward(0, observer);
        (_key, _samples) = (key, samples);
    }

    /// <summary>Makes a backward pass.</summary>
    public void Backward(Loss loss, GradientKinds kinds) => Results.Backward(loss, kinds);

    /// <summary>Makes a forward and a backward pass of every group of samples.</summary>
    /// <param name="seed">The gradient by the output.</param>
    /// <param name="kinds">What is found.</param>
    /// <param name="done">Called after each group, whose results are there.</param>
    public void BackwardInGroups(OutputGradient seed, GradientKinds kinds, Action done)
    {
        for (var first = 0; first < Plan.BatchSize; first += Plan.GroupSize)
        {
            Results.Forward(first);
            Results.Backward(seed, kinds);
            done();
        }
    }

    public void Dispose() => _executors.Return(Results);
}

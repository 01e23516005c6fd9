using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Evaluation;

/// <summary>What gradients are computed of.</summary>
/// <param name="Network">The network.</param>
/// <param name="Initializer">Draws the weights it is trained from.</param>
/// <param name="Batch">The samples.</param>
/// <param name="Loss">The loss of its task.</param>
/// <param name="Device">Where to compute.</param>
public sealed record TrainableNetwork(Network Network, IInitializer Initializer, Batch Batch, TaskLoss Loss, ComputeDevice Device)
{
    /// <summary>What computes it. Default: the engine.</summary>
    public GradientBackEnd BackEnd { get; init; }

    /// <summary>Draws the weights that a metric names, one of <see cref="Initializers.OfModels"/>, in place of <see cref="Initializer"/>. Default: <see cref="Initializers.Find"/>.</summary>
    public Func<string, IInitializer> InitializerOf { get; init; } = Initializers.Find;

    /// <summary>Threads that may share its passes. It never changes a result. Default: 1.</summary>
    public int Threads { get; init; } = 1;
}

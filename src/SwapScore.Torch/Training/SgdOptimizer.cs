using SwapScore.Torch.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace SwapScore.Torch.Training;

/// <summary>Stochastic gradient descent with momentum and weight decay, in the order in which PyTorch computes them.</summary>
/// <remarks>
/// <c>g += λw</c>, <c>v = μv + g</c> (<c>v = g</c> in the first step), and <c>w −= ηv</c>, with Nesterov <c>w −= η(g + μv)</c>.
/// </remarks>
/// <param name="parameters">The parameters w, which a step changes in place.</param>
/// <param name="momentum">μ, 0 … 1.</param>
/// <param name="weightDecay">λ, at least 0.</param>
/// <param name="isNesterov">Whether a step looks ahead.</param>
internal sealed class SgdOptimizer(IReadOnlyList<Tensor> parameters, double momentum, double weightDecay, bool isNesterov) : Optimizer(parameters, Velocity)
{
    /// <summary>Name of the velocities v.</summary>
    public const string Velocity = "velocity";

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        using var descent = (-rate).ToScalar();
        if (weightDecay != 0) gradient = gradient.Plus(parameter.Times(weightDecay));
        var velocity = State[Velocity][index] is { } before ? before.Times(momentum).Plus(gradient) : gradient.clone();
        Keep(Velocity, index, velocity);
        parameter.add_(isNesterov ? gradient.Plus(velocity.Times(momentum)) : velocity, descent);
    }
}

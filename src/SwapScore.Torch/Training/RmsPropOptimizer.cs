using SwapScore.Torch.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace SwapScore.Torch.Training;

/// <summary>RMSProp with momentum and weight decay, as TensorFlow computes it.</summary>
/// <remarks>
/// <c>g += λw</c>, <c>s = 0.9 s + 0.1 g²</c> from s = 1 on, <c>v = μv + ηg / √(s + 1)</c>, and <c>w −= v</c>. The 1 below the root is the ε of NAS-Bench-101.
/// </remarks>
/// <param name="parameters">The parameters w, which a step changes in place.</param>
/// <param name="momentum">μ, 0 … 1.</param>
/// <param name="weightDecay">λ, at least 0.</param>
internal sealed class RmsPropOptimizer(IReadOnlyList<Tensor> parameters, double momentum, double weightDecay) : Optimizer(parameters, Square, Velocity)
{
    private const string Square = "square";
    private const string Velocity = "velocity";
    private const double Kept = 0.9;
    private const double Epsilon = 1;

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        using var descent = (-1.0).ToScalar();
        if (weightDecay != 0) gradient = gradient.Plus(parameter.Times(weightDecay));
        var square = (State[Square][index] ?? ones_like(gradient)).Times(Kept).Plus((gradient * gradient).Times(1 - Kept));
        Keep(Square, index, square);
        var change = (gradient / square.Plus(Epsilon).sqrt()).Times(rate);
        var velocity = State[Velocity][index] is { } before ? before.Times(momentum).Plus(change) : change;
        Keep(Velocity, index, velocity);
        parameter.add_(velocity, descent);
    }
}

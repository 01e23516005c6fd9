using SwapScore.Torch.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace SwapScore.Torch.Training;

/// <summary>Stochastic gradient descent with momentum, weight decay and clipping, in the order in which PyTorch computes them.</summary>
/// <remarks>
/// Gradients are clipped to a norm over all parameters; then <c>g += λw</c>, <c>v = μv + g</c> (<c>v = g</c> in the first step), and
/// <c>w −= ηv</c>, with Nesterov <c>w −= η(g + μv)</c>.
/// </remarks>
/// <param name="parameters">The parameters w, which a step changes in place.</param>
/// <param name="momentum">μ, 0 … 1.</param>
/// <param name="weightDecay">λ, at least 0.</param>
/// <param name="isNesterov">Whether a step looks ahead.</param>
internal sealed class SgdOptimizer(IReadOnlyList<Tensor> parameters, double momentum, double weightDecay, bool isNesterov) : IDisposable
{
    private const double ClippingFloor = 1e-6;

    private readonly Tensor?[] _velocities = new Tensor?[parameters.Count];

    /// <summary>The velocities v, one per parameter; null before the first step.</summary>
    public IReadOnlyList<Tensor?> Velocities => _velocities;

    /// <summary>Goes on where another one was.</summary>
    /// <param name="velocities">The velocities, one per parameter; null for those that have none yet. They are taken over.</param>
    public void Restore(IReadOnlyList<Tensor?> velocities)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            _velocities[i]?.Dispose();
            _velocities[i] = velocities[i]?.DetachFromDisposeScope();
        }
    }

    /// <summary>Changes the parameters.</summary>
    /// <param name="gradients">The gradients, one per parameter; null where the loss does not depend on one, which then stays.</param>
    /// <param name="rate">The learning rate η.</param>
    /// <param name="clipping">Largest norm of all gradients together; null for any.</param>
    public void Step(IReadOnlyList<Tensor?> gradients, double rate, double? clipping = null)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var descent = (-rate).ToScalar();
        var factor = clipping is { } most ? Math.Min(1, most / (Norm(gradients) + ClippingFloor)) : 1;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (gradients[i] is not { } gradient) continue;
            if (factor < 1) gradient = gradient.Times(factor);
            if (weightDecay != 0) gradient = gradient.Plus(parameters[i].Times(weightDecay));
            var velocity = _velocities[i] is { } before ? before.Times(momentum).Plus(gradient) : gradient.clone();
            _velocities[i]?.Dispose();
            _velocities[i] = velocity.DetachFromDisposeScope();
            parameters[i].add_(isNesterov ? gradient.Plus(velocity.Times(momentum)) : velocity, descent);
        }
    }

    public void Dispose()
    {
        foreach (var velocity in _velocities) velocity?.Dispose();
    }

    private static double Norm(IReadOnlyList<Tensor?> gradients) =>
        Math.Sqrt(gradients.OfType<Tensor>().Sum(gradient => (gradient * gradient).sum(ScalarType.Float64).item<double>()));
}

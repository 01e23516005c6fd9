using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Training;

/// <summary>Changes parameters by their gradients, in steps. It keeps tensors per parameter, its state, with which another one goes on.</summary>
internal abstract class Optimizer : IDisposable
{
    private const double ClippingFloor = 1e-6;

    private readonly IReadOnlyList<Tensor> _parameters;
    private readonly Dictionary<string, Tensor?[]> _state;

    /// <param name="parameters">The parameters w, which a step changes in place.</param>
    /// <param name="state">Names of what is kept per parameter.</param>
    protected Optimizer(IReadOnlyList<Tensor> parameters, params ReadOnlySpan<string> state)
    {
        _parameters = parameters;
        _state = [];
        foreach (var name in state) _state.Add(name, new Tensor?[parameters.Count]);
    }

    /// <summary>What is kept, by name: a tensor per parameter; null before the first step that changes it.</summary>
    public IReadOnlyDictionary<string, Tensor?[]> State => _state;

    /// <summary>The optimizer of a protocol.</summary>
    public static Optimizer Create(TrainingProtocol protocol, IReadOnlyList<Tensor> parameters) => protocol.Optimizer == OptimizerKind.RmsProp
        ? new RmsPropOptimizer(parameters, protocol.Momentum, protocol.WeightDecay)
        : new SgdOptimizer(parameters, protocol.Momentum, protocol.WeightDecay, protocol.IsNesterov);

    /// <summary>Goes on where another one was.</summary>
    /// <param name="name">What was kept.</param>
    /// <param name="values">Its tensors, one per parameter; null for those that have none yet. They are taken over.</param>
    public void Restore(string name, IReadOnlyList<Tensor?> values)
    {
        for (var i = 0; i < values.Count; i++) Keep(name, i, values[i]);
    }

    /// <summary>Changes the parameters.</summary>
    /// <param name="gradients">The gradients, one per parameter; null where the loss does not depend on one, which then stays.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="clipping">Largest norm of all gradients together; null for any.</param>
    public void Step(IReadOnlyList<Tensor?> gradients, double rate, double? clipping = null)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var factor = clipping is { } most ? Math.Min(1, most / (Norm(gradients) + ClippingFloor)) : 1;
        for (var i = 0; i < _parameters.Count; i++)
            if (gradients[i] is { } gradient)
                Change(i, _parameters[i], factor < 1 ? gradient.Times(factor) : gradient, rate);
    }

    public void Dispose()
    {
        foreach (var tensor in _state.Values.SelectMany(tensors => tensors)) tensor?.Dispose();
    }

    /// <summary>Changes a parameter in its place.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Its gradient, clipped.</param>
    /// <param name="rate">The learning rate.</param>
    protected abstract void Change(int index, Tensor parameter, Tensor gradient, double rate);

    /// <summary>Keeps a tensor in place of the one before.</summary>
    protected void Keep(string name, int index, Tensor? values)
    {
        _state[name][index]?.Dispose();
        _state[name][index] = values?.DetachFromDisposeScope();
    }

    private static double Norm(IReadOnlyList<Tensor?> gradients) =>
        Math.Sqrt(gradients.OfType<Tensor>().Sum(gradient => (gradient * gradient).sum(ScalarType.Float64).item<double>()));
}

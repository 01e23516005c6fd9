using SwapScore.Networks;
using SwapScore.Networks.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>Records the outputs of the activation modules inside a module, one record per call. The hooks are removed at the end.</summary>
internal sealed class ActivationRecorder : IDisposable
{
    private readonly List<RecordedActivation> _recorded = [];
    private readonly List<Action> _removals = [];

    public ActivationRecorder(nn.Module<Tensor, Tensor> module)
    {
        foreach (var (name, inner) in module.named_modules().Select(pair => (pair.name, pair.module)).Append((name: "activation", module)).DistinctBy(pair => pair.module))
            if (inner is nn.Module<Tensor, Tensor> hooked && OperationOf(inner) is { } operation)
            {
                var remover = hooked.register_forward_hook((_, _, output) =>
                {
                    _recorded.Add(new RecordedActivation(name, operation, output.shape, ValuesOf(output)));
                    return output;
                });
                _removals.Add(remover.remove);
            }
    }

    /// <summary>What was recorded since the last start.</summary>
    public IReadOnlyList<RecordedActivation> Recorded => _recorded;

    /// <summary>Forgets what was recorded.</summary>
    public void Start() => _recorded.Clear();

    public void Dispose() => _removals.ForEach(remove => remove());

    private static Operation? OperationOf(nn.Module module) => module switch
    {
        ReLU => new Relu(),
        LeakyReLU leaky => new LeakyRelu((float)leaky.negative_slope),
        GELU => new Gelu(),
        SiLU => new Silu(),
        _ => null,
    };

    /// <summary>Taken at once: later operations may change the tensor in place.</summary>
    private static float[] ValuesOf(Tensor output)
    {
        using var scope = NewDisposeScope();
        return output.detach().cpu().to_type(ScalarType.Float32).reshape(output.shape[0], -1).transpose(0, 1).contiguous().data<float>().ToArray();
    }
}

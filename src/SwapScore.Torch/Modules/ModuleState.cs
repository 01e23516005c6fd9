using SwapScore.Randomness;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>What a module was before it was scored; put back at the end.</summary>
internal sealed class ModuleState : IDisposable
{
    private readonly nn.Module _module;
    private readonly bool _isTraining;
    private readonly List<(Tensor Live, Tensor Copy)> _values;

    public ModuleState(nn.Module module)
    {
        (_module, _isTraining) = (module, module.training);
        _values = [.. module.parameters().Cast<Tensor>().Concat(module.buffers()).Select(tensor => (tensor, tensor.detach().clone()))];
    }

    /// <summary>Matrices and kernels N(0, 1), other weights 1, biases 0; every parameter from a stream of its own.</summary>
    public static void Draw(nn.Module module, RandomKey key)
    {
        foreach (var (index, (name, parameter)) in module.named_parameters().Index())
        {
            var values = new float[parameter.numel()];
            if (parameter.dim() > 1)
                key.Derive(RandomPurpose.Parameter, index).FillNormal(values);
            else if (!name.EndsWith("bias", StringComparison.Ordinal))
                Array.Fill(values, 1);
            parameter.copy_(tensor(values, parameter.shape, device: parameter.device));
        }
    }

    public void Dispose()
    {
        foreach (var (live, copy) in _values)
            live.copy_(copy);
        _module.train(_isTraining);
    }
}

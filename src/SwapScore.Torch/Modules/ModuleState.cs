using SwapScore.Randomness;
using TorchSharp;
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

    /// <summary>Matrices and kernels N(0, 1), or N(0, 2/n) for <c>kaiming</c>, n the values that feed an output; other weights 1, biases 0; every parameter from a stream of its own.</summary>
    public static void Draw(nn.Module module, RandomKey key, string? initializer = null)
    {
        foreach (var (index, (name, parameter)) in module.named_parameters().Index())
        {
            var values = new float[parameter.numel()];
            if (parameter.dim() > 1)
            {
                key.Derive(RandomPurpose.Parameter, index).FillNormal(values);
                if (initializer == "kaiming")
                    for (var i = 0; i < values.Length; i++)
                        values[i] *= MathF.Sqrt(2f / (values.Length / parameter.shape[0]));
            }
            else if (!name.EndsWith("bias", StringComparison.Ordinal))
                Array.Fill(values, 1);
            parameter.copy_(tensor(values, parameter.shape, device: parameter.device));
        }
    }

    /// <summary>All weights one constant, biases 0.</summary>
    public static void Fill(nn.Module module, float constant)
    {
        foreach (var (name, parameter) in module.named_parameters())
        {
            using var value = (name.EndsWith("bias", StringComparison.Ordinal) ? 0 : constant).ToScalar();
            parameter.fill_(value);
        }
    }

    /// <summary>Puts all values back.</summary>
    public void Restore()
    {
        foreach (var (live, copy) in _values)
            live.copy_(copy);
    }

    public void Dispose()
    {
        Restore();
        _module.train(_isTraining);
    }
}

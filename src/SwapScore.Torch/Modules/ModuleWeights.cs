using SwapScore.Metrics;
using SwapScore.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>The weights a module holds, as metrics of weights take them.</summary>
internal static class ModuleWeights
{
    public static IEnumerable<InitialWeight> Find(nn.Module module) =>
        from inner in module.modules().Append(module).Distinct()
        from parameter in inner.named_parameters(recurse: false)
        select new InitialWeight(RoleOf(inner, parameter.name), parameter.parameter.numel(), parameter.parameter.shape.FirstOrDefault(1), () => Values(parameter.parameter));

    private static ParameterRole RoleOf(nn.Module module, string name) => (module, name) switch
    {
        (Conv1d or Conv2d or Conv3d, "weight") => ParameterRole.ConvolutionWeight,
        (ConvTranspose1d or ConvTranspose2d or ConvTranspose3d, "weight") => ParameterRole.TransposedConvolutionWeight,
        (Linear, "weight") => ParameterRole.LinearWeight,
        (Embedding, _) => ParameterRole.WordEmbedding,
        (Conv1d or Conv2d or Conv3d or ConvTranspose1d or ConvTranspose2d or ConvTranspose3d or Linear, _) => ParameterRole.Bias,
        (_, "bias") => ParameterRole.Shift,
        _ => ParameterRole.Scale,
    };

    private static float[] Values(Tensor parameter)
    {
        using var scope = NewDisposeScope();
        return parameter.detach().cpu().to_type(ScalarType.Float32).contiguous().data<float>().ToArray();
    }
}

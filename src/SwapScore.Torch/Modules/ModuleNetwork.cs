using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Loading;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>A module whose values are recorded by hooks. It is left as it was.</summary>
internal sealed class ModuleNetwork : IOpenNetwork
{
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly ModuleScoringOptions _options;
    private readonly Tensor _input;
    private readonly PlainConvolutions _convolutions = new();
    private readonly ModuleState _original;
    private readonly ModuleRecorder _recorder;
    private ModuleSketch? _sketch;

    /// <param name="module">The module.</param>
    /// <param name="samples">The samples; moved to where the module is.</param>
    /// <param name="options">How it is scored.</param>
    /// <param name="required">What the metrics need.</param>
    public ModuleNetwork(nn.Module<Tensor, Tensor> module, Tensor samples, ModuleScoringOptions options, MetricRequirements required)
    {
        (_module, _options) = (module, options);
        _original = new ModuleState(module);
        _recorder = new ModuleRecorder(module, required.HasFlag(MetricRequirements.InnerValues), required.HasFlag(MetricRequirements.MultiplyAdds));
        _input = samples.to(module.parameters().FirstOrDefault()?.device ?? samples.device);
        module.train(options.IsTraining);
    }

    public Network Network => _sketch?.Network ?? ModuleSketch.Whole(_module.parameters().Where(one => one.requires_grad).Sum(one => one.numel()));

    /// <summary>The activations of the last protocol that was prepared, in the order of computation; none where nothing was run.</summary>
    public IReadOnlyList<KeyValuePair<string, Shape>> Activations => _sketch?.Activations ?? [];

    public IActivationSource Prepare(ForwardProtocol protocol, IReadOnlyList<IForwardMeasure> measures)
    {
        var source = new ModuleSource(_module, _recorder, protocol, _input, (repeat, constant) => Draw(protocol, repeat, constant), RandomKey.FromSeed(_options.Seed).Derive(RandomPurpose.Repeat, 0));
        _sketch = source.Sketch;
        RequireAllCalled();
        return source;
    }

    public IEnumerable<InitialWeight> WeightsOf(RandomKey repeat)
    {
        Draw(ForwardProtocol.Standard, repeat, null);
        return ModuleWeights.Find(_module);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _original.Dispose();
        _convolutions.Dispose();
    }

    /// <summary>Gives the module its weights for one repeat: a constant that a protocol wants, those it has if they are kept, or new ones.</summary>
    private void Draw(ForwardProtocol protocol, RandomKey repeat, float? constant)
    {
        if (constant is { } fill)
            ModuleState.Fill(_module, fill);
        else if (!_options.KeepsWeights)
            ModuleState.Draw(_module, repeat, protocol.Initializer);
        else
            _original.Restore();
    }

    /// <summary>Hooks see modules that are called, not those whose <c>forward</c> is run.</summary>
    private void RequireAllCalled()
    {
        var missed = _recorder.Missed.ToList();
        if (missed.Count > 0 && !_options.LeavesUncalledOut)
            throw new UsageException(
                $"the module holds modules that were not called, whose values the metrics need: {string.Join(", ", missed)}",
                "run them by call, not by forward, which no hook sees; those that are not used at all can be left out (LeavesUncalledOut)");
    }
}

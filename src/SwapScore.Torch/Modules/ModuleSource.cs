using System.Diagnostics;
using System.Runtime.InteropServices;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>The passes of a module under one protocol. A first one, whose values nobody sees, finds out what the module calls.</summary>
internal sealed class ModuleSource : IActivationSource
{
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly ModuleRecorder _recorder;
    private readonly ForwardProtocol _protocol;
    private readonly string _metric;
    private readonly Tensor _samples;
    private readonly Action<RandomKey, float?> _draw;

    /// <param name="module">The module.</param>
    /// <param name="recorder">Records its values.</param>
    /// <param name="protocol">The inputs, passes and observed values of the measures.</param>
    /// <param name="samples">The samples, <c>[sample]…</c>, where the module is.</param>
    /// <param name="draw">Draws the weights of a repeat, or makes them the constant it is given.</param>
    /// <param name="first">Stream of randomness of the first repeat.</param>
    public ModuleSource(
        nn.Module<Tensor, Tensor> module, ModuleRecorder recorder, ForwardProtocol protocol, Tensor samples, Action<RandomKey, float?> draw, RandomKey first)
    {
        (_module, _recorder, _protocol, _samples, _draw, _metric) = (module, recorder, protocol, samples, draw, protocol.ToString());
        using var scope = NewDisposeScope();
        var input = Inputs(first).First();
        Call(input);
        Samples = (int)input.shape[0];
        Sketch = new ModuleSketch(
            recorder.Recorded, module.parameters().Where(one => one.requires_grad).Sum(one => one.numel()), recorder.ChannelMultiplyAdds / Samples, Samples);
    }

    /// <summary>What stands for the module.</summary>
    public ModuleSketch Sketch { get; }

    public Network Network => Sketch.Network;

    public int Samples { get; }

    public EvaluationSeconds Run(RandomKey repeat, PassObserver observer, int threads, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var clock = Stopwatch.GetTimestamp();
        var (initialize, forward, observe) = (0.0, 0.0, 0.0);
        foreach (var constant in _protocol.Constants.Select(constant => (float?)constant).DefaultIfEmpty(null))
        {
            _draw(repeat, constant);
            initialize += EvaluationSeconds.Lap(ref clock);
            foreach (var input in Inputs(repeat))
            {
                cancellation.ThrowIfCancellationRequested();
                Call(input);
                forward += EvaluationSeconds.Lap(ref clock);
                Sketch.Show(_recorder.Recorded, Samples, observer);
                observer.EndPass();
                observe += EvaluationSeconds.Lap(ref clock);
            }
        }

        return new EvaluationSeconds { Initialize = initialize, Forward = forward, Observe = observe };
    }

    /// <summary>The samples, or what the protocol makes in their shape: which other shapes a module takes is not known.</summary>
    private IEnumerable<Tensor> Inputs(RandomKey repeat)
    {
        if (!_protocol.HasOwnInputs) return [_samples];
        var shape = ModuleSketch.ShapeOf(_samples.shape);
        var batch = new Batch(shape, _samples.detach().cpu().to_type(ScalarType.Float32).contiguous().data<float>().ToArray(), "samples");
        return _protocol.Passes(batch, repeat, InputLimits.Only(shape))
            .Select(pass => TorchPass.InputOf(pass, _samples.dtype, _samples.device).reshape([pass.Size, .. _samples.shape[1..]]));
    }

    private void Call(Tensor input)
    {
        _recorder.Start();
        try
        {
            _module.call(input);
        }
        catch (ExternalException fault) when (_protocol.HasOwnInputs)
        {
            throw new UsageException(
                $"{_metric} feeds {input.shape[0]} samples of {string.Join('×', input.shape[1..])}, and the module does not take them: {fault.Message.Split('\n')[0]}");
        }
    }
}

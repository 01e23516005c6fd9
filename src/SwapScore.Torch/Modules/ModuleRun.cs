using System.Runtime.InteropServices;
using SwapScore.Data;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>The metrics of a module that share a protocol.</summary>
/// <param name="module">The module.</param>
/// <param name="recorder">Records its values.</param>
/// <param name="protocol">What is run.</param>
/// <param name="metrics">The metrics.</param>
internal sealed class ModuleRun(nn.Module<Tensor, Tensor> module, ModuleRecorder recorder, ForwardProtocol protocol, IReadOnlyList<ForwardMetric> metrics)
{
    /// <summary>Runs one repeat.</summary>
    /// <param name="samples">The samples, <c>[sample]…</c>, where the module is.</param>
    /// <param name="repeat">The repeat's stream of randomness.</param>
    /// <param name="found">Receives the value of every metric.</param>
    /// <returns>What stands for the module.</returns>
    public ModuleSketch Repeat(Tensor samples, RandomKey repeat, Action<ForwardMetric, double> found)
    {
        ModuleSketch? sketch = null;
        (Func<Node, bool> Wants, IRepeatObserver Observer)[] observers = [];
        try
        {
            foreach (var input in Inputs(samples, repeat))
            {
                recorder.Start();
                Call(input);
                var count = (int)input.shape[0];
                if (sketch is null)
                {
                    sketch = new ModuleSketch(recorder.Recorded, module.parameters().Where(one => one.requires_grad).Sum(one => one.numel()), count);
                    observers = [.. metrics.Select(metric => (metric.Measure.Observed(sketch.Network), metric.Measure.Start(sketch.Network, count, count)))];
                }

                sketch.Show(recorder.Recorded, count, observers.Select(one => (one.Wants, (Engine.IActivationObserver)one.Observer)));
                foreach (var (_, observer) in observers) observer.EndPass();
            }

            foreach (var (metric, (_, observer)) in metrics.Zip(observers)) found(metric, observer.Finish());
            return sketch!;
        }
        finally
        {
            foreach (var (_, observer) in observers) observer.Dispose();
        }
    }

    /// <summary>The samples, or what the protocol makes in their shape: which other shapes a module takes is not known.</summary>
    private IEnumerable<Tensor> Inputs(Tensor samples, RandomKey repeat)
    {
        if (!protocol.HasOwnInputs) return [samples];
        var shape = ModuleSketch.ShapeOf(samples.shape);
        var batch = new Batch(shape, samples.detach().cpu().to_type(ScalarType.Float32).contiguous().data<float>().ToArray(), "samples");
        return protocol.Passes(batch, repeat, InputLimits.Only(shape))
            .Select(pass => TorchPass.InputOf(pass, samples.dtype, samples.device).reshape([pass.Size, .. samples.shape[1..]]));
    }

    private void Call(Tensor input)
    {
        try
        {
            module.call(input);
        }
        catch (ExternalException fault) when (protocol.HasOwnInputs)
        {
            throw new UsageException(
                $"{metrics[0].Name} feeds {input.shape[0]} samples of {string.Join('×', input.shape[1..])}, and the module does not take them: {fault.Message.Split('\n')[0]}");
        }
    }
}

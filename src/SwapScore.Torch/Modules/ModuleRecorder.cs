using SwapScore.Networks;
using SwapScore.Networks.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SwapScore.Torch.Modules;

/// <summary>
/// Records what the modules inside a module put out, a record per call, by hooks that are removed at the end: the activations, and where asked for
/// the values of all other modules without parts, and what batch normalization and global pooling read.
/// </summary>
internal sealed class ModuleRecorder : IDisposable
{
    private readonly List<RecordedValue> _recorded = [];
    private readonly HashSet<string> _called = [];
    private readonly List<string> _watched = [];
    private readonly List<Action> _removals = [];
    private readonly Dictionary<string, int> _read = [];

    /// <param name="module">The module.</param>
    /// <param name="seesInner">Whether values other than activations are recorded.</param>
    /// <param name="seesMultiplyAdds">Whether multiply-adds are asked for, so that every convolution and linear map has to be called.</param>
    public ModuleRecorder(nn.Module<Tensor, Tensor> module, bool seesInner, bool seesMultiplyAdds)
    {
        foreach (var (name, inner) in module.named_modules().Select(pair => (pair.name, pair.module)).Append((name: "activation", module)).DistinctBy(pair => pair.module))
            if (inner is nn.Module<Tensor, Tensor> hooked && Recording(inner, seesInner) is { } recorded)
            {
                var remover = hooked.register_forward_hook((_, input, output) =>
                {
                    _called.Add(name);
                    recorded(name, input, output);
                    return output;
                });
                _removals.Add(remover.remove);
                if (seesInner && ActivationOf(inner) is not null) _removals.Add(ReadBefore(name, hooked).remove);
                if (ActivationOf(inner) is not null || (seesInner && !inner.children().Any()) || (seesMultiplyAdds && ParametersOf(inner) is not null)) _watched.Add(name);
            }
    }

    /// <summary>Names of the modules whose values are asked for and that were not called since the last start: hooks see no module that is run by <c>forward</c>.</summary>
    public IEnumerable<string> Missed => _watched.Where(name => !_called.Contains(name));

    /// <summary>What was recorded since the last start.</summary>
    public IReadOnlyList<RecordedValue> Recorded => _recorded;

    /// <summary>
    /// Multiply-adds per output channel of the convolutions and linear maps called since the last start, for all samples. Products inside other modules,
    /// those of attention among them, are not seen.
    /// </summary>
    public double ChannelMultiplyAdds { get; private set; }

    /// <summary>Forgets what was recorded.</summary>
    public void Start()
    {
        _recorded.Clear();
        _called.Clear();
        ChannelMultiplyAdds = 0;
    }

    public void Dispose() => _removals.ForEach(remove => remove());

    /// <summary>What is done at a call of a module; null for nothing.</summary>
    private Action<string, Tensor, Tensor>? Recording(nn.Module module, bool seesInner)
    {
        var operation = OperationOf(module, seesInner);
        if (ParametersOf(module) is not { } weight) return operation;
        return (name, input, output) =>
        {
            // A convolution spends its kernel on every place of the output, a linear map on every row: weights per channel times values of a channel.
            ChannelMultiplyAdds += (double)weight.numel() / weight.shape[0] * (output.numel() / (double)weight.shape[0]);
            operation?.Invoke(name, input, output);
        };
    }

    /// <summary>The weights of a convolution or linear map, output channels first.</summary>
    private static TorchSharp.Modules.Parameter? ParametersOf(nn.Module module) => module switch
    {
        Conv1d one => one.weight,
        Conv2d two => two.weight,
        Conv3d three => three.weight,
        TorchSharp.Modules.Linear linear => linear.weight,
        _ => null,
    };

    /// <summary>Records a call of a module; null where none is recorded.</summary>
    private Action<string, Tensor, Tensor>? OperationOf(nn.Module module, bool seesInner)
    {
        if (ActivationOf(module) is { } activation) return (name, _, output) => _recorded.Add(Record(name, activation, output) with { Reads = seesInner ? _read[name] : null });
        if (!seesInner || module.children().Any()) return null;
        return (name, input, output) =>
        {
            var kind = KindOf(module, input, output);
            int? reads = kind is ForeignKind.BatchNormalization or ForeignKind.GlobalPooling ? Read(name, input, Value($"input of {name}", input, ForeignKind.Value)) : null;
            _recorded.Add(Record(name, Value(name, output, kind), output) with { Reads = reads });
        };
    }

    /// <summary>Records what an activation reads before it is called: activations that work in place write over it.</summary>
    private nn.Module<Tensor, Tensor>.HookRemover ReadBefore(string name, nn.Module<Tensor, Tensor> activation) => activation.register_forward_pre_hook((_, input) =>
    {
        _read[name] = Read(name, input, new Input(ModuleSketch.ShapeOf(input.shape)));
        return input;
    });

    /// <summary>The number of the record that holds what a module reads: mostly that of the module before it, otherwise a new one.</summary>
    private int Read(string name, Tensor input, Operation operation)
    {
        var value = Record($"input of {name}", operation, input);
        var known = _recorded.FindLastIndex(one => one.Dimensions.AsSpan().SequenceEqual(value.Dimensions) && one.Values.AsSpan().SequenceEqual(value.Values));
        if (known >= 0) return known;
        _recorded.Add(value);
        return _recorded.Count - 1;
    }

    private static ActivationFunction? ActivationOf(nn.Module module) => module switch
    {
        ReLU => new ActivationFunction(FunctionKind.Relu),
        LeakyReLU leaky => new ActivationFunction(FunctionKind.LeakyRelu, (float)leaky.negative_slope),
        GELU => new ActivationFunction(FunctionKind.Gelu),
        SiLU => new ActivationFunction(FunctionKind.Silu),
        _ => null,
    };

    private static ForeignKind KindOf(nn.Module module, Tensor input, Tensor output) => module switch
    {
        BatchNorm1d or BatchNorm2d or BatchNorm3d => ForeignKind.BatchNormalization,
        Conv1d or Conv2d or Conv3d => ForeignKind.Convolution,
        AdaptiveAvgPool2d or AvgPool2d when Area(input) > 1 && Area(output) == 1 => ForeignKind.GlobalPooling,
        _ => ForeignKind.Value,
    };

    private static long Area(Tensor value) => value.dim() == 4 ? value.shape[2] * value.shape[3] : 0;

    private static Foreign Value(string name, Tensor value, ForeignKind kind) => new(name, ModuleSketch.ShapeOf(value.shape)) { Kind = kind };

    /// <summary>Values are taken at once: later operations may change the tensor in place.</summary>
    private static RecordedValue Record(string name, Operation operation, Tensor output)
    {
        using var scope = NewDisposeScope();
        var values = output.detach().cpu().to_type(ScalarType.Float32).contiguous().data<float>().ToArray();
        return new RecordedValue(name, operation, Reads: null, output.shape, values);
    }
}

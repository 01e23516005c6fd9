using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Memory;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Running;

/// <summary>Runs a prepared model part after part and shows its activations to an observer.</summary>
internal sealed class ModelPass : IDisposable
{
    // Bytes of weights with which parts are kept open from one repeat to the next.
    private const long KeptBytes = 1L << 30;

    private readonly PreparedModel _prepared;
    private readonly ModelSamples _samples;
    private readonly WeightDraw _draw;
    private readonly int _threads;
    private readonly IReadOnlyList<Segment> _segments;
    private readonly SampleRows[] _rows;
    private readonly long[] _weightBytes;
    private readonly OpenPart?[] _parts;
    private readonly bool _keepsParts;

    /// <param name="prepared">The model.</param>
    /// <param name="samples">Such as it is fed.</param>
    /// <param name="draw">Draws its weights.</param>
    /// <param name="options">How it is scored.</param>
    /// <param name="threads">Threads of ONNX Runtime and of what draws and observes.</param>
    /// <param name="repeats">How often it will be run.</param>
    public ModelPass(PreparedModel prepared, ModelSamples samples, WeightDraw draw, OnnxScoringOptions options, int threads, int repeats)
    {
        (_prepared, _samples, _draw, _threads) = (prepared, samples, draw, threads);
        _segments = Segment.Cut(prepared, samples.Size, options.SegmentBytes);
        _weightBytes = [.. _segments.Select(segment => segment.Constants.Sum(name => TensorValues.Bytes(prepared.Graph.Constants[name])))];
        _parts = new OpenPart?[_segments.Count];
        _keepsParts = repeats > 1 && _weightBytes.Sum() <= KeptBytes;

        // Groups fill the values of all activations of a part side by side; those of a whole batch are shown where they are.
        _rows =
        [
            .. Enumerable.Range(0, IsWhole ? 0 : _segments.Max(segment => segment.Activations.Count))
                .Select(place => _segments.Where(segment => segment.Activations.Count > place).Max(segment => segment.Activations[place].Layout.Neurons))
                .Select(neurons => new SampleRows(samples.Size, neurons)),
        ];
    }

    /// <summary>Whether all samples are run at once, and no others with them.</summary>
    private bool IsWhole => _prepared.GroupSize == _samples.Size;

    private int Groups => (_samples.Size + _prepared.GroupSize - 1) / _prepared.GroupSize;

    /// <summary>Runs all parts once and shows every activation to the observers.</summary>
    /// <param name="key">Its stream of randomness.</param>
    /// <param name="fed">What it is fed: as many samples of the same shape as it was made for.</param>
    /// <param name="observer">Sees every activation.</param>
    /// <param name="cancellation">Stops at the next node.</param>
    /// <returns>Where the time went.</returns>
    public EvaluationSeconds Run(RandomKey key, ModelSamples fed, IActivationObserver observer, CancellationToken cancellation)
    {
        var seconds = new EvaluationSeconds();
        using var live = new LiveValues(fed, _prepared.GroupSize, Groups);
        for (var i = 0; i < _segments.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();

            // Memory of runs is kept from one to the next, unless opening a part needs it.
            if (_parts[i] is null && _weightBytes[i] > Runtime.LargeWeights)
            {
                live.MoveOut();
                Runtime.ReturnRunMemory();
                Runtime.ReserveRunMemory();
            }

            seconds = seconds.Plus(Run(i, key, live, observer, cancellation));
            live.KeepOnly(_segments.Skip(i + 1).SelectMany(later => later.Inputs));
        }

        return seconds;
    }

    public void Dispose()
    {
        foreach (var rows in _rows) rows.Dispose();
        for (var i = 0; i < _parts.Length; i++) Close(i);
        if (_weightBytes.Sum() > Runtime.LargeArrays) MemoryPolicy.CollectGarbage();
    }

    private OpenPart Part(int index, RandomKey key, LiveValues live, CancellationToken cancellation)
    {
        if (_parts[index] is { } open) return open;
        if (!_keepsParts) MemoryPolicy.CollectGarbage();
        return _parts[index] = OpenPart.Open(_prepared.Graph, _segments[index], [.. _segments[index].Inputs.Select(live.Describe)], _draw, _keepsParts ? null : key, _threads, cancellation);
    }

    private void Close(int index)
    {
        _parts[index]?.Dispose();
        _parts[index] = null;
    }

    /// <summary>Shows the values of all samples where they are, or those of groups once they are gathered.</summary>
    private unsafe void Show(OrtValue value, ObservedActivation activation, SampleRows? rows, int group, IActivationObserver observer)
    {
        var (node, layout) = (activation.Node, activation.Layout);
        var numbers = ModelValues.Read(value);
        if (numbers.Length != layout.Neurons * _prepared.GroupSize) throw Refusals.VaryingLength(node.Name);
        if (rows is null)
        {
            fixed (float* values = numbers) RowTiles.Show(values, layout, _samples.Size, node, activation.Multiplicity, observer, _threads);
            return;
        }

        var first = group * _prepared.GroupSize;
        fixed (float* values = numbers) rows.Put(values, layout, first, Math.Min(_prepared.GroupSize, _samples.Size - first), _prepared.GroupSize);
        if (group == Groups - 1)
            RowTiles.Show(rows.Values, new SampleLayout(1, layout.Neurons), _samples.Size, node, activation.Multiplicity, observer, _threads);
    }

    private EvaluationSeconds Run(int index, RandomKey key, LiveValues live, IActivationObserver observer, CancellationToken cancellation)
    {
        var clock = Stopwatch.GetTimestamp();
        var segment = _segments[index];
        var part = Part(index, key, live, cancellation);
        var build = EvaluationSeconds.Lap(ref clock);
        part.Draw(key, _threads);
        var (initialize, forward, observe) = (EvaluationSeconds.Lap(ref clock), 0.0, 0.0);
        using var options = new RunOptions();
        using var stop = cancellation.Register(() => options.Terminate = true);
        for (var group = 0; group < Groups; group++)
        {
            using var fed = live.Feed(segment.Inputs, group);
            var results = part.Run(options, fed.Values, cancellation);
            forward += EvaluationSeconds.Lap(ref clock);
            var values = segment.Outputs.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second);
            foreach (var (place, activation) in segment.Activations.Index())
                Show(values[activation.Output], activation, IsWhole ? null : _rows[place], group, observer);
            live.Add(group, values);
            observe += EvaluationSeconds.Lap(ref clock);
        }

        if (!_keepsParts) Close(index);
        return new EvaluationSeconds { Build = build, Initialize = initialize, Forward = forward, Observe = observe };
    }
}

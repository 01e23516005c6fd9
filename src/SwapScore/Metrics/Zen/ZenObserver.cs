using System.Collections.Immutable;
using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Metrics.Zen;

/// <summary>Observes the two passes of a <see cref="ZenMeasure"/>.</summary>
/// <param name="features">Canonical index of the features.</param>
/// <param name="normalized">By canonical index of a value: the normalisations that read it.</param>
/// <param name="canonical">Of the network.</param>
/// <param name="samples">S.</param>
/// <param name="faithful">Whether variances are running variances.</param>
internal sealed class ZenObserver(
    int features, Dictionary<int, List<Node>> normalized, ImmutableArray<int> canonical, int samples, bool faithful) : IRepeatObserver
{
    private const double Momentum = 0.1;

    private readonly Dictionary<Node, double[]> _variances = [];
    private readonly List<float[]> _features = [];
    private double _difference;
    private int _pass;

    public void Observe(in Activation activation)
    {
        var index = canonical[activation.Node.Index];
        if (normalized.TryGetValue(index, out var owners) && (_pass == 0 || faithful))
        {
            var variances = ChannelVariances.Compute(activation, isUnbiased: faithful);
            foreach (var owner in owners)
                Update(owner, variances);
        }

        if (index != features) return;
        if (_pass > 0)
            _difference = MeanDifference(activation);
        else
            for (var sample = 0; sample < samples; sample++)
                _features.Add(activation.Sample(sample).ToArray());
    }

    public void EndPass() => _pass++;

    public double Finish()
    {
        // Where nothing varies no signal flows, and no scale has to be put right.
        var scales = _variances.Values.Select(variances => variances.Average()).Where(variance => variance > 0).Sum(variance => 0.5 * Math.Log(variance));
        var score = Math.Log(_difference) + scales;
        _variances.Clear();
        _features.Clear();
        (_difference, _pass) = (0, 0);
        return score;
    }

    private void Update(Node owner, double[] variances)
    {
        if (!faithful)
        {
            _variances[owner] = variances;
            return;
        }

        if (!_variances.TryGetValue(owner, out var running))
            _variances[owner] = running = [.. Enumerable.Repeat(1.0, variances.Length)];
        for (var channel = 0; channel < running.Length; channel++)
            running[channel] += Momentum * (variances[channel] - running[channel]);
    }

    private double MeanDifference(in Activation activation)
    {
        var sum = 0.0;
        for (var sample = 0; sample < samples; sample++)
        {
            var before = _features[sample];
            var after = activation.Sample(sample);
            for (var i = 0; i < after.Length; i++)
                sum += Math.Abs((double)before[i] - after[i]);
        }

        return sum / samples;
    }
}

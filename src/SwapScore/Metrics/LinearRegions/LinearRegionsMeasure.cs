using System.Runtime.InteropServices;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;

namespace SwapScore.Metrics.LinearRegions;

/// <summary>
/// Linear regions of TE-NAS: in how many different ways 3,000 small inputs, three passes of a thousand, switch the ReLUs of the space's
/// thin network. An input is a random crop of 4 × 4 pixels of one random channel of an image, or of all
/// channels where the network takes no single one.
/// </summary>
/// <remarks>
/// Chen, Gong, Wang: Neural Architecture Search on ImageNet in Four GPU Hours (ICLR 2021). TE-NAS crops 3 × 3; a map of that side cannot
/// be halved twice in NAS-Bench-101, and in NAS-Bench-201 works only because frameworks add maps of different sizes by repetition.
/// </remarks>
internal sealed class LinearRegionsMeasure : IForwardMeasure
{
    private const int PassCount = 3;
    private const int Samples = 1000;

    /// <summary>Pixels of a side of a crop.</summary>
    public const int Side = 4;

    public static Metric Metric { get; } = new ForwardMetric(
        new MetricDescription(
            "linear-regions", "In how many ways 3,000 crops of 4×4 pixels switch the ReLUs of the thinnest network of the architecture.",
            MetricDirection.HigherIsBetter, MetricNeeds.ForwardPass, "Chen, Gong, Wang: TE-NAS (ICLR 2021)",
            "three passes of a thousand crops, N(0,1) weights")
        {
            Scope = MetricScope.Images,
        },
        new LinearRegionsMeasure());

    public ForwardProtocol Protocol { get; } = new("linear regions") { IsThin = true, OwnInputs = Crops };

    public Func<Node, bool> Observed(Network network) => node => node.Operation is ActivationFunction { Kind: FunctionKind.Relu } or ForeignActivation { Function: nameof(FunctionKind.Relu) };

    public IRepeatObserver Start(Network network, int samples, int groupSize) => new Observer(samples);

    private static Batch[] Crops(Batch images, RandomKey key, InputLimits limits)
    {
        var shape = limits.Fit(new Shape(1, Side, Side));
        if (shape.Rows != Side || shape.Columns != Side)
            throw new UsageException(
                $"linear-regions feeds crops of {Side}×{Side} pixels, and the network takes {shape.Rows}×{shape.Columns}", "its input must have free rows and columns");
        if (images.Shape.Rows < Side || images.Shape.Columns < Side)
            throw new UsageException($"linear-regions crops {Side}×{Side} pixels, which images of {images.Shape} do not have");
        return [.. Enumerable.Range(0, PassCount).Select(pass => Crops(images, shape, key.Derive(RandomPurpose.Noise, pass).Draw()))];
    }

    private static Batch Crops(Batch images, Shape crop, RandomSequence draw)
    {
        var shape = images.Shape;
        var values = new float[Samples * crop.Count];
        for (var sample = 0; sample < Samples; sample++)
        {
            var image = images.Sample(draw.Next(images.Size));
            var first = crop.Channels == 1 ? draw.Next(shape.Channels) : 0;
            var (row, column) = (draw.Next(shape.Rows - Side + 1), draw.Next(shape.Columns - Side + 1));
            for (var line = 0; line < crop.Channels * Side; line++)
                image.Slice((int)((first + line / Side) * shape.Area) + (row + line % Side) * shape.Columns + column, Side)
                    .CopyTo(values.AsSpan((sample * crop.Channels * Side + line) * Side));
        }

        return new Batch(crop, values, $"{Samples} crops of {images.Source}");
    }

    private sealed class Observer(int samples) : IRepeatObserver
    {
        private readonly HashSet<string> _regions = [];
        private readonly List<char>[] _signs = [.. Enumerable.Range(0, samples).Select(_ => new List<char>())];

        public void Observe(in Activation activation)
        {
            for (var sample = 0; sample < samples; sample++)
            {
                var values = activation.Sample(sample);
                for (var neuron = 0; neuron < values.Length; neuron += 16)
                {
                    var bits = 0;
                    for (var i = neuron; i < Math.Min(neuron + 16, values.Length); i++)
                        bits |= (values[i] > 0 ? 1 : 0) << (i - neuron);
                    _signs[sample].Add((char)bits);
                }
            }
        }

        public void EndPass()
        {
            // Sixteen signs a character: equal patterns are equal texts, whatever their length.
            foreach (var signs in _signs)
            {
                _regions.Add(new string(CollectionsMarshal.AsSpan(signs)));
                signs.Clear();
            }
        }

        public double Finish()
        {
            var count = _regions.Count;
            _regions.Clear();
            return count;
        }
    }
}

using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Engine;
using SwapScore.Lanes;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics;

/// <summary>Every forward metric, fed rows instead of the engine's blocks, whole or in parts where it takes them, has the same bits.</summary>
public sealed class LayoutTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(21)]
    public void EveryMetricOfImages_HasTheBitsOfBlocks(int samples)
    {
        var space = SearchSpaces.Find("nasbench201");
        var architecture = space.Parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");
        Compare(space, architecture, BuiltInImages.Natural32.Resize(8).ToBatch(0, samples), metric => metric.Scope != MetricScope.Texts);
    }

    [Fact]
    public void EveryMetricOfTexts_HasTheBitsOfBlocks()
    {
        var space = SearchSpaces.Find("flexibert");
        var texts = TokenBatch.Create([.. Enumerable.Range(0, 9).Select(text => Enumerable.Range(0, 1 + text % 5).Select(token => 5 + 7 * text + 3 * token).ToArray())], 5, 200, "test");
        Compare(space, space.Parse("h128 wma-4-512x1 dct-2-512x1 dsc5-4-512x3 sdp-2-512x1"), texts, metric => metric.Scope != MetricScope.Images);
    }

    [Fact(Explicit = true)]
    public void EveryMetricOfImages_HasTheSameBitsInEveryVectorWidth()
    {
        var space = SearchSpaces.Find("nasbench201");
        var architecture = space.Parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");
        var batch = BuiltInImages.Natural32.Resize(8).ToBatch(0, 5);
        foreach (var measure in MetricCatalog.Standard.Metrics.OfType<ForwardMetric>().Where(metric => metric.Description.Scope != MetricScope.Texts).SelectMany(metric => metric.Measures).Distinct())
            Assert.Single(VectorWidths.Accelerated.Select(width => Measure(space, architecture, batch, measure, inRows: false, width)).Distinct());
    }

    private static void Compare(ISearchSpace space, IArchitecture architecture, Batch batch, Func<MetricDescription, bool> suits)
    {
        var compared = 0;
        var metrics = MetricCatalog.Standard.Metrics.OfType<ForwardMetric>().Where(metric => suits(metric.Description));
        foreach (var measure in metrics.SelectMany(metric => metric.Measures).Distinct())
        {
            var blocks = Measure(space, architecture, batch, measure, inRows: false);
            Assert.True(double.IsFinite(blocks));
            Assert.Equal(blocks, Measure(space, architecture, batch, measure, inRows: true));
            compared++;
        }

        Assert.InRange(compared, 9, 35);
    }

    private static double Measure(ISearchSpace space, IArchitecture architecture, Batch batch, IForwardMeasure measure, bool inRows, VectorWidth? width = null)
    {
        var key = RandomKey.FromSeed(4);
        var passes = measure.Protocol.Passes(batch, key);
        var network = measure.Protocol.IsThin
            ? space.BuildThinNetwork(architecture, passes[0].Shape)
            : space.BuildScoringNetwork(architecture, space.Tasks[0], passes[0].Shape);
        if (measure.Protocol.Rewrite is { } rewrite) network = rewrite(network);
        var plan = Plan.Compile(network, passes[0].Size, new PlanOptions { Observed = measure.Observed(network), Width = width });
        using var executor = new Executor();
        executor.Load(plan, passes[0]);
        using var observer = measure.Start(network, plan.BatchSize, plan.GroupSize);
        foreach (var initializer in measure.Protocol.Constants.Select(IInitializer (constant) => new ConstantInitializer(constant)).DefaultIfEmpty(space.ScoringInitializer))
        {
            executor.Initialize(initializer, key);
            foreach (var pass in passes)
            {
                executor.Feed(pass);
                executor.Run(inRows ? new InRows(observer) : observer);
                observer.EndPass();
            }
        }

        return observer.Finish();
    }

    /// <summary>Shows in rows what it is shown in blocks: the last third of a node before the rest to what takes parts.</summary>
    private sealed class InRows(IActivationObserver observer) : IActivationObserver
    {
        private const int Gap = 3;

        public void Observe(in Activation activation)
        {
            var (neurons, stride) = (activation.Neurons, activation.Neurons + Gap);
            var rows = new float[activation.Samples * stride];
            Array.Fill(rows, float.NaN);
            for (var sample = 0; sample < activation.Samples; sample++)
                activation.Sample(sample).CopyTo(rows.AsSpan(sample * stride));
            var split = observer.TakesParts(activation.Node) ? neurons - neurons / 3 : neurons;
            if (split < neurons)
                observer.Observe(Activation.FromRows(activation.Node, rows.AsSpan(split), activation.Samples, split, stride: stride, multiplicity: activation.Multiplicity));
            observer.Observe(Activation.FromRows(activation.Node, rows, activation.Samples, 0, split, stride, activation.Multiplicity));
        }
    }
}

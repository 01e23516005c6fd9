using SwapScore.Metrics;

namespace SwapScore.Tests.Metrics;

public sealed class MetricCatalogTests
{
    private static readonly MetricCatalog Standard = MetricCatalog.Standard;

    [Fact]
    public void With_MoreMetrics_LeavesTheFirstAsItIsAndBaselinesLast()
    {
        var more = Standard.With(new NamedGradientMetric("slope"));
        Assert.Null(Standard.Find("slope"));
        Assert.Equal(Standard.Metrics, more.Metrics.Where(metric => metric.Name != "slope"));
        Assert.Equal("slope", more.Metrics[more.Metrics.IndexOf(more.Get("parameters")) - 1].Name);
        Assert.Equal("size", Standard.With(new StructuralMetric(Describe("size"), network => network.Nodes.Length)).Metrics[^1].Name);
    }

    [Theory]
    [InlineData("swap")]
    [InlineData("all")]
    [InlineData("Slope")]
    [InlineData("slope,more")]
    [InlineData("")]
    public void With_NameThatCannotBe_IsRefused(string name) =>
        Assert.Contains($"'{name}'", Assert.Throws<ArgumentException>(() => Standard.With(new NamedGradientMetric(name))).Message, StringComparison.Ordinal);

    [Fact]
    public void Get_UnknownName_ListsThoseThereAre() =>
        Assert.StartsWith("unknown metric 'magic' (known: swap, ", Assert.Throws<UsageException>(() => Standard.Get("magic")).Message, StringComparison.Ordinal);

    [Fact]
    public void Refusal_NamesTheMetricAndWhatItNeeds()
    {
        var source = new MetricSource("a stone", MetricRequirements.InnerValues);
        Assert.Null(source.Refusal(Standard.Get("swap")));
        Assert.Equal("zen cannot be computed of a stone: it needs inputs of its own in place of the samples", source.Refusal(Standard.Get("zen")));
        Assert.Contains("encoder", source.Refusal(Standard.Get("attention-confidence")), StringComparison.Ordinal);
    }

    private static MetricDescription Describe(string name) => new(name, "For tests.", MetricDirection.HigherIsBetter, MetricNeeds.Structure, "here");
}

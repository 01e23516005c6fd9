using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;

namespace SwapScore.Tests.Metrics.Aggregates;

public sealed class MetricExpressionTests
{
    [Theory]
    [InlineData("swap", "swap")]
    [InlineData(" swap ", "swap")]
    [InlineData("rank(swap,live-flops)", "rank(swap,live-flops)")]
    [InlineData(" rank( swap , live-flops ^ 2 )", "rank(swap,live-flops^2)")]
    [InlineData("rank(swap^1,depth)", "rank(swap,depth)")]
    [InlineData("product(swap,independence^.5,live-flops^5e-1,depth^-1)", "product(swap,independence^0.5,live-flops^0.5,depth^-1)")]
    public void Parse_Text_IsReadBackAsWritten(string text, string written)
    {
        var expression = Parse(text);
        Assert.Equal(written, expression.Text);
        Assert.Equal(expression, Parse(written));
        Assert.Equal(expression.GetHashCode(), Parse(written).GetHashCode());
    }

    [Fact]
    public void Equals_OtherKindOrWeight_IsAnother()
    {
        Assert.NotEqual(Parse("rank(swap,depth)"), Parse("product(swap,depth)"));
        Assert.NotEqual(Parse("rank(swap,depth)"), Parse("rank(swap,depth^2)"));
        Assert.NotEqual(Parse("rank(swap,depth)"), Parse("rank(depth,swap)"));
    }

    [Theory]
    [InlineData("rnk(swap,depth)", "metric 'rnk(swap,depth)', character 1: unknown aggregate 'rnk'", "did you mean 'rank'?")]
    [InlineData("rank(swap,indepndence)", "character 11: unknown metric 'indepndence' (did you mean 'independence')", null)]
    [InlineData("rank(swap,)", "character 11: expected a metric, found ')'", "rank(swap,independence,live-flops)")]
    [InlineData("rank(swap,depth", "character 16: expected ',' or ')', found the end", "rank(swap,independence,live-flops)")]
    [InlineData("rank(swap,depth)x", "character 17: expected the end, found 'x'", "rank(swap,independence,live-flops)")]
    [InlineData("rank(swap)", "character 1: rank takes two metrics or more", "rank(swap,independence,live-flops)")]
    [InlineData("rank(swap,swap)", "character 11: swap stands there twice", "exponent")]
    [InlineData("rank(swap,depth^-1)", "character 17: the weight of a rank must be above 0, not -1", "of every metric")]
    [InlineData("product(swap,depth^0)", "character 20: expected a number other than 0, found '0'", "product")]
    [InlineData("product(swap,depth^)", "character 20: expected a number other than 0, found ')'", "product")]
    [InlineData("product(swap,depth^two)", "character 20: expected a number other than 0, found 'two'", "product")]
    [InlineData("rank(swap,rank(depth,flops))", "character 11: an aggregate cannot stand in another one", "themselves")]
    public void Parse_Fault_SaysWhereAndWhatWasExpected(string text, string message, string? hint)
    {
        var fault = Assert.Throws<UsageException>(() => Parse(text));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        if (hint is not null) Assert.Contains(hint, fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_UnknownNameAlone_SaysWhatTheCatalogSays() =>
        Assert.StartsWith("unknown metric 'swapp' (did you mean 'swap')", Assert.Throws<UsageException>(() => Parse("swapp")).Message, StringComparison.Ordinal);

    [Fact]
    public void ParseAll_SeveralFaults_AreReportedTogether()
    {
        var fault = Assert.Throws<UsageException>(() => MetricExpression.ParseAll(["swap", "magic", "rank(swap)"], MetricCatalog.Standard));
        Assert.Contains("unknown metric 'magic'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("takes two metrics", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseAll_Twice_CountsOnce() =>
        Assert.Equal(["swap", "rank(swap,depth)"], MetricExpression.ParseAll(["swap", "rank(swap,depth)", "rank(swap, depth)"], MetricCatalog.Standard).Select(one => one.Text));

    [Fact]
    public void Split_CommasWithinParentheses_DoNotPart() =>
        Assert.Equal(["swap", "rank(a,b^2)", "depth"], MetricExpression.Split(" swap,rank(a,b^2),,depth "));

    [Fact]
    public void Description_IsABaselineOnlyWhereAllMetricsAre()
    {
        Assert.Equal(MetricNeeds.Structure, Parse("rank(depth,live-flops)").Description.Needs);
        Assert.Equal(MetricNeeds.ForwardPass, Parse("rank(depth,swap)").Description.Needs);
        Assert.Equal("rank(depth,swap)", Parse("rank(depth,swap)").Description.Name);
        Assert.Same(MetricCatalog.Standard.Find("swap"), Parse("swap").Description);
    }

    private static MetricExpression Parse(string text) => MetricExpression.Parse(text, MetricCatalog.Standard);
}

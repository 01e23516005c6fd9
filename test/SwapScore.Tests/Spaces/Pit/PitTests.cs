using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.Pit;

namespace SwapScore.Tests.Spaces.Pit;

public sealed class PitTests
{
    private static readonly ISearchSpace Space = SearchSpaces.Find("pit");

    /// <summary>Numbers of the class <c>PiT</c> of Auto-Prox with 100 classes, counted in PyTorch.</summary>
    [Theory]
    [InlineData("base16 ratio6 2-2 8-4 4-4", 893_828)]
    [InlineData("base32 ratio4 1-2 6-8 6-8", 9_736_804)]
    [InlineData("base24 ratio2 2-2 8-2 4-2", 348_052)]
    [InlineData("base16 ratio2 2-2 8-2 2-2", 156_612)]
    [InlineData("base40 ratio8 3-2 6-8 4-8", 21_210_180)]
    [InlineData("base40 ratio8 2-8 8-8 4-8", 29_472_420)]
    public void Build_ATrainedNetwork_HasTheParametersOfTheCodeThatTrainedIt(string text, long parameters)
    {
        Assert.Equal(parameters, Build(Space.Parse(text)).Parameters);
        Assert.Equal(text, Space.Parse(text).Text);
    }

    [Fact]
    public void Build_EveryRowOfThePublishedTable_HasTheParametersOfTheFormula()
    {
        var rows = SearchSpaces.ReadTable(Space, "cifar100", TestData.Find("tables/autoprox_gt_pit.csv")).Rows;
        Assert.Equal(100, rows.Count);
        Assert.All(rows, row =>
        {
            var network = (PitArchitecture)Space.Parse(row.Architecture);
            Assert.Equal((row.Architecture, Parameters(network)), (row.Architecture, Build(network).Parameters));
        });
    }

    [Fact]
    public void Build_SmallerImages_HaveFewerTokensAndTheSameParameters()
    {
        var network = Space.BuildScoringNetwork(Space.Parse("PIT_TI"), Space.Tasks[0], new Shape(3, 64, 48));
        var tokens = network.Nodes.Where(node => node.Operation is Softmax).Select(node => node.Shape.Columns).Distinct();
        Assert.Equal([7 * 5 + 1, 4 * 3 + 1, 2 * 2 + 1], tokens);
        Assert.Equal(Build(Space.Parse("PIT_TI")).Parameters, network.Parameters);
        Assert.Equal(new Shape(100, 1, 1), network.Outputs[0].Shape);
    }

    [Fact]
    public void All_AreDifferentAndReadable()
    {
        Assert.Equal(4 * 4 * 27 * 10, Space.Size);
        Assert.Equal(Space.Size, Space.Enumeration!.Select(network => network.Text).Distinct().Count());
        Assert.All(Space.Enumeration!, network => Assert.Equal(network, Space.Parse(network.Text)));
    }

    [Theory]
    [InlineData("w16 ratio6 2-2 8-4 4-4", "'w16' stands where the features of a head such as base16")]
    [InlineData("base16", "'' stands where a feed-forward ratio such as ratio6")]
    [InlineData("base16 ratio6 2x2", "'2x2' stands where a stage such as 8-4")]
    [InlineData("base18 ratio3 5-3 8-4", "base 18, expected 16, 24, 32, 40; ratio 3, expected 2, 4, 6, 8; 2 stages, expected 3; stage 1 has 5 layers, expected 1, 2, 3; stage 1 has 3 heads, expected 2, 4, 8")]
    [InlineData("base16 ratio6 2-8 8-4 4-4", "stage 2 has 4 heads, fewer than the 8 before it")]
    public void Parse_WrongText_SaysWhere(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Space.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("cifar100", 68.33)]
    [InlineData("flowers-distilled", 58.9852)]
    public void ReadTable_OfATask_HasItsAccuracies(string task, double first)
    {
        var table = SearchSpaces.ReadTable(Space, task, TestData.Find("tables/autoprox_gt_pit.csv"));
        Assert.Equal((100, "base16 ratio6 2-2 8-4 4-4", first, 0), (table.Rows.Count, table.Rows[0].Architecture, table.Rows[0].Value, table.Broken.Count));
        Assert.All(table.Rows, row => Space.Parse(row.Architecture));
    }

    [Fact]
    public void Numbers_AreThoseOfTheStages()
    {
        var network = Space.Parse("base16 ratio6 2-2 8-4 4-8");
        Assert.Equal([16, 6, 14, 68, 128, 16 * 68], new[] { "head-width", "ratio", "layers", "heads", "width", "layers-times-width" }.Select(name => network.Numbers[name]));
    }

    [Fact]
    public void Initializer_TokensAndMaps_AreDrawnAsPublished()
    {
        var network = Build(Space.Parse("LARGEST"));
        float[] Draw(string name, int parameter)
        {
            var node = network.Nodes.Single(node => node.Name == name);
            var values = new float[node.Parameters[parameter].Count];
            Space.Initializer.Fill(node, node.Parameters[parameter], RandomKey.FromSeed(1), values);
            return values;
        }

        Assert.Equal(0.02, Math.Sqrt(Draw("class-token", 1).Average(value => (double)value * value)), 0.0005);
        Assert.InRange(Draw("patches", 0).Max(Math.Abs), 0.99 / Math.Sqrt(768), 1 / Math.Sqrt(768));
        Assert.InRange(Draw("stage0.layer0.query", 1).Max(Math.Abs), 0.9 / Math.Sqrt(320), 1 / Math.Sqrt(320));
        Assert.InRange(Draw("pooling1.convolution", 0).Max(Math.Abs), 0.99 / 3, 1 / 3.0);
    }

    /// <summary>Patches, class token and places; per layer four maps of attention, two of the feed-forward part, two normalisations; pooling; classifier.</summary>
    private static long Parameters(PitArchitecture network)
    {
        var widths = network.Stages.Select(stage => (long)stage.Heads * network.HeadWidth).ToList();
        var sum = 768 * widths[0] + widths[0] + widths[0] + 729 * widths[0];
        foreach (var (stage, width) in network.Stages.Zip(widths))
            sum += stage.Depth * (4 * (width * width + width) + 2 * network.Ratio * width * width + network.Ratio * width + width + 4 * width);
        foreach (var (before, width) in widths.Zip(widths.Skip(1)))
            sum += 9 * width + width + before * width + width;
        return sum + 2 * widths[^1] + 100 * widths[^1] + 100;
    }

    private static Network Build(IArchitecture architecture) => Space.BuildScoringNetwork(architecture, Space.Tasks[0], Space.Tasks[0].Input);
}

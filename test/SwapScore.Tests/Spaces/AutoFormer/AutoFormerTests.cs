using System.Text;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.AutoFormer;
using SwapScore.Truth;

namespace SwapScore.Tests.Spaces.AutoFormer;

public sealed class AutoFormerTests
{
    private const string Header = "embed_dim,depth,num_heads,mlp_ratio,params_M,imagenet_top1\n";
    private static readonly Dictionary<string, string> Columns = new() { ["imagenet"] = "imagenet_top1" };
    private static readonly ISearchSpace Tiny = SearchSpaces.Find("autoformer-tiny");

    [Theory]
    [InlineData("tiny", "w192 3-4 4-3.5 3-3.5 3-3.5 4-4 4-3.5 3-4 4-4 4-3.5 3-4 4-3.5 3-3.5 4-3.5 4-3.5", 6_776_776)]
    [InlineData("tiny", "w192 3-4 4-3.5 4-3.5 3-4 4-4 3-3.5 3-3.5 3-3.5 3-4 3-4 3-3.5 3-3.5 3-4 4-3.5", 6_616_360)]
    [InlineData("small", "w448 6-3.5 5-3 5-3.5 7-4 6-3.5 7-3.5 7-3.5 7-3.5 5-3.5 6-4 5-3 7-4 5-3", 28_262_984)]
    [InlineData("small", "w384 7-3 7-3.5 5-3.5 6-3 7-3 5-3.5 5-4 6-3 5-3 6-3.5 7-3 5-3.5", 19_534_312)]
    [InlineData("base", "w624 9-3.5 10-3 9-3.5 10-4 9-3.5 9-3.5 10-3.5 10-3.5 9-3.5 10-4 10-3 10-4 9-3 10-3.5 10-3", 64_959_352)]
    [InlineData("base", "w528 9-3.5 10-4 10-3 9-4 10-3.5 10-4 10-3 10-4 9-4 10-4 10-4 9-3 9-3.5 9-4", 48_072_688)]
    public void Build_APublishedRow_HasItsParameters(string size, string text, long parameters)
    {
        var space = SearchSpaces.Find($"autoformer-{size}");
        Assert.Equal(parameters, Build(space, space.Parse(text)).Parameters);
        Assert.Equal(text, space.Parse(text).Text);
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("small")]
    [InlineData("base")]
    public void Build_EveryRowOfThePublishedTable_HasItsParameters(string size)
    {
        var space = SearchSpaces.Find($"autoformer-{size}");
        var rows = SearchSpaces.ReadTable(space, "imagenet", TestData.Find($"tables/autoformer_{size}.csv")).Rows;
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(
            (row.Architecture, Math.Round(row.Published["params_M"] * 1e6)),
            (row.Architecture, Build(space, space.Parse(row.Architecture)).Parameters)));
    }

    [Fact]
    public void Build_SmallerImages_HaveFewerTokensAndTheSameParameters()
    {
        var network = Tiny.BuildScoringNetwork(Tiny.Parse("SMALLEST"), Tiny.Tasks[0], new Shape(3, 64, 48));
        Assert.Equal(4 * 3 + 1, network.Nodes.First(node => node.Operation is ClassToken).Shape.Columns);
        Assert.Equal(Build(Tiny, Tiny.Parse("SMALLEST")).Parameters, network.Parameters);
        Assert.Equal(new Shape(1000, 1, 1), network.Outputs[0].Shape);
    }

    [Fact]
    public void Build_ImagesLargerThanTrained_HavePlacesForAllTokens() =>
        Assert.Equal(257, Tiny.BuildScoringNetwork(Tiny.Parse("SMALLEST"), Tiny.Tasks[0], new Shape(3, 256, 256)).Nodes.First(node => node.Operation is ClassToken).Shape.Columns);

    [Fact]
    public void Sizes_OfTheSpaces_AreThoseOfTheirChoices()
    {
        Assert.Equal(3 * (Pow(4, 12) + Pow(4, 13) + Pow(4, 14)), Tiny.Size);
        Assert.Equal(3 * (Pow(9, 12) + Pow(9, 13) + Pow(9, 14)), SearchSpaces.Find("autoformer-small").Size);
        Assert.Equal(3 * (Pow(6, 14) + Pow(6, 15) + Pow(6, 16)), SearchSpaces.Find("autoformer-base").Size);

        static System.Numerics.BigInteger Pow(int value, int exponent) => System.Numerics.BigInteger.Pow(value, exponent);
    }

    [Theory]
    [InlineData("h256 3-4", "'h256' stands where a width such as w192 is expected")]
    [InlineData("w192 3x4", "'3x4' stands where a layer such as 3-4")]
    [InlineData("w200 5-4 3-2", "width 200, expected 192, 216, 240; 2 layers, expected 12, 13, 14; layer 1 has 5 heads, expected 3, 4; layer 2 has the ratio 2, expected 3.5, 4")]
    public void Parse_WrongText_SaysWhere(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Tiny.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Mutate_ManyKeys_ChangesWidthDepthAndLayers()
    {
        var parent = (AutoFormerArchitecture)Tiny.Sample(RandomKey.FromSeed(5));
        var children = Enumerable.Range(0, 300).Select(seed => (AutoFormerArchitecture)Tiny.Mutate(parent, RandomKey.FromSeed(seed))).ToList();
        Assert.Contains(children, child => child.Width != parent.Width && child.Layers.SequenceEqual(parent.Layers));
        Assert.Contains(children, child => child.Layers.Length != parent.Layers.Length && child.Width == parent.Width);
        Assert.Contains(children, child => child.Layers.Length == parent.Layers.Length && !child.Layers.SequenceEqual(parent.Layers));
    }

    [Fact]
    public void Numbers_AreThoseOfTheLayers()
    {
        IArchitecture network = Tiny.Parse("LARGEST");
        Assert.Equal([240, 14, 14 * 240, 14 * 4, 14 * 4], new[] { "width", "layers", "layers-times-width", "heads", "ratios" }.Select(name => network.Numbers[name]));
    }

    [Fact]
    public void Initializer_PatchesAndMaps_AreDrawnAsPublished()
    {
        var network = Build(Tiny, Tiny.Parse("SMALLEST"));
        float[] Draw(string name, int parameter)
        {
            var node = network.Nodes.Single(node => node.Name == name);
            var values = new float[node.Parameters[parameter].Count];
            Tiny.Initializer.Fill(node, node.Parameters[parameter], RandomKey.FromSeed(1), values);
            return values;
        }

        Assert.InRange(Draw("patches", 0).Max(Math.Abs), 0.99 / Math.Sqrt(768), 1 / Math.Sqrt(768));
        Assert.Equal(0.02, Math.Sqrt(Draw("layer0.query", 0).Average(value => (double)value * value)), 0.0005);
        Assert.All(Draw("layer0.query", 1), value => Assert.Equal(0, value));
        Assert.Equal(0.02, Math.Sqrt(Draw("class-token", 1).Average(value => (double)value * value)), 0.0005);
    }

    /// <summary>As the code of Auto-Prox builds them, written as a formula: heads change no size.</summary>
    [Theory]
    [InlineData("w192 3-4 4-3.5 3-3.5 3-3.5 4-4 4-3.5 3-4 4-4 4-3.5 3-4 4-3.5 3-3.5 4-3.5 4-3.5", 192, 14, 51.5)]
    [InlineData("LARGEST", 240, 14, 56)]
    public void Build_FromScratch_HasTheParametersOfTheFormula(string text, long width, long layers, double ratios)
    {
        var scratch = SearchSpaces.Find("autoformer-scratch");
        var network = Build(scratch, scratch.Parse(text));
        var expected = (768 * width + width) + width + 197 * width
            + layers * (3 * (width * width + width) + width * width + width + 4 * width + width)
            + ratios * (2 * width * width + width)
            + 2 * width + 100 * width + 100;
        Assert.Equal(expected, network.Parameters, tolerance: 0);
        Assert.Equal(["cifar100", "cifar100-distilled", "flowers", "flowers-distilled", "chaoyang", "chaoyang-distilled"], scratch.Tasks.Select(task => task.Name));
    }

    [Theory]
    [InlineData("cifar100", 68.66)]
    [InlineData("chaoyang-distilled", 84.8527)]
    public void ReadTable_FromScratch_HasTheAccuraciesOfTheTask(string task, double first)
    {
        var scratch = SearchSpaces.Find("autoformer-scratch");
        var table = SearchSpaces.ReadTable(scratch, task, TestData.Find("tables/autoprox_gt_autoformer.csv"));
        Assert.Equal((100, first, 0), (table.Rows.Count, table.Rows[0].Value, table.Broken.Count));
        Assert.All(table.Rows, row => scratch.Parse(row.Architecture));
    }

    [Fact]
    public void Read_Table_KeepsColumnsAndSaysWhatIsBroken()
    {
        var table = AutoFormerTruth.Create("table.csv", "embed_dim", Columns).Read(File(Header + "192,12,3 4,4 3.5,6.5,75.1\n192,12,3 4,4 3.5,6.5,bad\n192,12,3 4 3,4.0 3.5,6.5,75.2\n192,12\n"), "imagenet", null);
        Assert.Equal(["w192 3-4 4-3.5", "w192 3-4 4-3.5 3-?"], table.Rows.Select(row => row.Architecture));
        Assert.Equal((75.1, 6.5, 12), (table.Rows[0].Value, table.Rows[0].Published["params_M"], table.Rows[0].Published["depth"]));
        Assert.Equal(["the accuracy 'bad' is not a finite number", "2 columns instead of 6"], table.Broken.Select(row => row.Reason));
    }

    [Fact]
    public void Read_OtherTable_IsRefused()
    {
        var reader = AutoFormerTruth.Create("table.csv", "embed_dim", Columns);
        Assert.False(reader.Accepts(File("architecture,accuracy\na,1\n")));
        Assert.False(reader.Accepts(File("{}")));
        Assert.True(reader.Accepts(File(Header)));
        Assert.Contains("no column num_heads", Assert.Throws<InputException>(() => reader.Read(File("embed_dim,mlp_ratio,imagenet_top1\n"), "imagenet", null)).Message, StringComparison.Ordinal);
    }

    private static Network Build(ISearchSpace space, IArchitecture architecture) => space.BuildScoringNetwork(architecture, space.Tasks[0], space.Tasks[0].Input);

    private static TruthFile File(string text) => new("table.csv", Encoding.UTF8.GetBytes(text));
}

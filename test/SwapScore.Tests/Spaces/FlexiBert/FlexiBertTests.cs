using System.Globalization;
using System.Text.Json;
using CsCheck;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Truth;

namespace SwapScore.Tests.Spaces.FlexiBert;

public sealed class FlexiBertTests
{
    private const string Text = "h256 wma-4-1024x3 dct-2-512x3 sdp-4-512x3 dsc9-2-1024x1";

    private static readonly FlexiBertSpace Space = new();

    [Fact]
    public void Parameters_AllPublishedEncoders_AreThePublishedNumbers()
    {
        using var benchmark = JsonDocument.Parse(File.ReadAllBytes(TestData.Find("tables/BERT_benchmark.json")));
        var rows = TruthFile.Read(TestData.Find("tables/BERT_results_activation.csv"), "the table").Records().ToList();
        var column = rows[0].Fields.ToList().IndexOf("Number of Parameters");
        var encoders = benchmark.RootElement.EnumerateArray().Select(FlexiBertJson.Read).ToArray();
        Assert.Equal(500, encoders.Length);
        Assert.Equal(500, rows.Count - 1);
        for (var i = 0; i < encoders.Length; i++)
            Assert.Equal(
                long.Parse(rows[i + 1].Fields[column], CultureInfo.InvariantCulture),
                FlexiBertNetworks.Build(encoders[i], FlexiBertOptions.AsPublished, new Shape(1, 1, 16)).Parameters);
    }

    [Fact]
    public void Parameters_OneLayerOfEach_FollowTheFormula()
    {
        foreach (var (operation, extra) in new (string, Func<int, int, int>)[]
        {
            ("sdp", (h, _) => 4 * (h * h + h) + 2 * h),
            ("wma", (h, _) => 4 * (h * h + h) + 2 * h + h * h),
            ("dft", (h, _) => h * h + h),
            ("dct", (h, _) => h * h + h),
            ("dsc5", (h, heads) => Span(h, heads, 5)),
            ("dsc9", (h, heads) => Span(h, heads, 9)),
            ("dsc13", (h, heads) => Span(h, heads, 13)),
        })
            foreach (var (h, heads, f, n) in new[] { (128, 2, 512, 1), (256, 4, 1024, 3) })
            {
                var cell = $"{operation}-{heads}-{f}x{n}";
                var network = FlexiBertNetworks.Build(FlexiBertArchitecture.Parse($"h{h} {cell} {cell}"), FlexiBertOptions.AsDescribed, new Shape(1, 1, 8));
                var feed = h * f + f + (n - 1) * (f * f + f) + f * h + h + 2 * h;
                Assert.Equal(3_972_864 + (h == 128 ? 0 : 128 * h + h) + 2 * (extra(h, heads) + feed), network.Parameters);
            }

        static int Span(int h, int heads, int k)
        {
            var half = Math.Max(1, heads / 2);
            var a = half * (h / heads);
            return 3 * (h * a + a) + h * k + h * a + a + (a + 1) * half * k + h * a + a + h * h + h + 2 * h;
        }
    }

    [Fact]
    public void Neurons_AreTokensTimesFeedForwardTimesItsCount()
    {
        var encoder = FlexiBertArchitecture.Parse(Text);
        Assert.Equal(16 * 1024 * 10, FlexiBertNetworks.Build(encoder, FlexiBertOptions.AsPublished, new Shape(1, 1, 16)).Neurons);
        Assert.Equal(16 * (3 * 1024 + 3 * 512 + 3 * 512 + 1024), FlexiBertNetworks.Build(encoder, FlexiBertOptions.AsDescribed, new Shape(1, 1, 16)).Neurons);
    }

    [Fact]
    public void Dropout_OnlyAsPublished()
    {
        var encoder = FlexiBertArchitecture.Parse(Text);
        Assert.DoesNotContain(FlexiBertNetworks.Build(encoder, FlexiBertOptions.AsDescribed, new Shape(1, 1, 8)).Nodes, node => node.Operation is Dropout);
        Assert.NotEmpty(FlexiBertNetworks.Build(encoder, FlexiBertOptions.AsPublished, new Shape(1, 1, 8)).Nodes.Where(node => node.Operation is Dropout));
    }

    [Fact]
    public void Text_SampledEncoders_RoundTrip()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var encoder = (FlexiBertArchitecture)Space.Sample(RandomKey.FromSeed(seed));
            Assert.Equal(encoder, Space.Parse(encoder.Text));
            Assert.Equal(encoder, Space.Sample(RandomKey.FromSeed(seed)));
        }

        Assert.Equal(Text, Space.Parse($"  {Text} ").ToString());
    }

    [Theory]
    [InlineData("", "a width such as h256")]
    [InlineData("h300 sdp-2-512x1 sdp-2-512x1", "hidden size 300")]
    [InlineData("h256 sdp-2-512x1", "1 layers, expected 2, 4, 6")]
    [InlineData("h256 sdp-2-512x1 lstm-2-512x1", "'lstm-2-512x1' stands where a layer")]
    [InlineData("h256 sdp-3-512x1 sdp-2-100x7", "layer 1 has 3 heads, expected 2, 4, 8; layer 2 has feed-forward width 100")]
    [InlineData("{", "is not JSON")]
    [InlineData("{}", "there is no nas_config")]
    [InlineData("{\"hidden_size\":256,\"nas_config\":{\"encoder_layers\":[{\"operation_type\":\"XX\",\"operation_parameter\":5}]}}", "unknown operation XX 5")]
    public void Parse_Malformed_SaysWhat(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Space.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_AnyText_FailsOnlyClearly() =>
        Gen.String[Gen.Char["h0123456789 sdpwmftcx-{}\":,"], 0, 40].ForAll(text =>
        {
            var fault = Record.Exception(() => Space.Parse(text));
            Assert.True(fault is null or UsageException, $"{text}: {fault}");
        });

    [Theory]
    [InlineData("longer than the 512 positions", 1, 1, 513)]
    [InlineData("is 1×1×length", 3, 32, 32)]
    public void Build_WrongInput_SaysSo(string message, int channels, int rows, int columns)
    {
        var fault = Assert.Throws<NetworkException>(() =>
            Space.BuildScoringNetwork(Space.Parse(Text), Space.Tasks[0], new Shape(channels, rows, columns)));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_Variants_StayInTheirPart()
    {
        var original = new FlexiBertSpace(FlexiBertVariant.Original);
        var wide = Enumerable.Range(0, 200).Select(seed => (FlexiBertArchitecture)original.Sample(RandomKey.FromSeed(seed))).ToList();
        Assert.Equal([128, 256, 512], wide.Select(encoder => encoder.Hidden).Distinct().Order());
        Assert.Equal([2, 4, 6], wide.Select(encoder => encoder.Layers.Length).Distinct().Order());
        Assert.Contains(wide, encoder => encoder.Layers.Any(layer => layer.Operation == FlexiBertOperation.SpanConvolution13));
        Assert.All(Enumerable.Range(0, 200).Select(seed => (FlexiBertArchitecture)Space.Sample(RandomKey.FromSeed(seed))), encoder =>
            Assert.True(encoder.Hidden < 512 && encoder.Layers.Length < 6 && encoder.Layers.All(layer => layer is { Heads: < 8, FeedForward: <= 1024, FeedForwardCount: not 2 })));
        Assert.Equal(2 * (48 * 48 + 48L * 48 * 48 * 48), Space.Size);
        Assert.True(original.Size > Space.Size);
    }
}

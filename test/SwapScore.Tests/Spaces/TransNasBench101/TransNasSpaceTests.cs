using CsCheck;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.TransNasBench101;

namespace SwapScore.Tests.Spaces.TransNasBench101;

public sealed class TransNasSpaceTests
{
    private static readonly TransNasMicroSpace Micro = new();
    private static readonly TransNasMacroSpace Macro = new();

    [Fact]
    public void Text_EveryMicroCell_RoundTrips()
    {
        Assert.Equal(4096, Micro.All.Distinct().Count());
        Assert.All(Micro.All, cell =>
        {
            Assert.Equal(cell, Micro.Parse(cell.Text));
            Assert.Equal(cell, Micro.Parse(cell.Key));
        });
        Assert.Equal("64-41414-1_00_210", Micro.Parse("(1, 0, 0, 2, 1, 0)").Text);
    }

    [Fact]
    public void Text_EveryMacroSkeleton_RoundTrips()
    {
        Assert.Equal(3256, TransNasMacroSpace.All.Distinct().Count());
        Assert.Equal(3256, Macro.Size);
        Assert.All(TransNasMacroSpace.All, skeleton =>
        {
            Assert.Equal(skeleton, Macro.Parse(skeleton.Text));
            Assert.Equal(skeleton, Macro.Parse(skeleton.Key));
        });
        Assert.Equal("64-1242-basic", Macro.Parse("(1, 2, 4, 2, 0, 0)").Text);
    }

    [Theory]
    [InlineData("(1, 0, 0, 2, 1)", "5 numbers, expected 6")]
    [InlineData("(1, 0, 0, 2, 1, 4)", "number 6 is '4', expected 0 … 3")]
    [InlineData("64-41414-1_00_21", "not a TransNAS-Bench-101 micro cell")]
    [InlineData("64-41414-1_00_214", "not a TransNAS-Bench-101 micro cell")]
    [InlineData("64-41413-1_00_210", "not a TransNAS-Bench-101 micro cell")]
    [InlineData("", "not a TransNAS-Bench-101 micro cell")]
    public void Parse_MalformedMicro_SaysWhat(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Micro.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("(1, 2, 0, 2, 0, 0)", "zeros stand at the end")]
    [InlineData("(0, 0, 0, 0, 0, 0)", "0 modules, expected 4 … 6")]
    [InlineData("(4, 2, 1, 0, 0, 0)", "3 modules, expected 4 … 6")]
    [InlineData("64-1111-basic", "0 modules halve the resolution, expected 1 … 4; 0 modules double the channels, expected 1 … 3")]
    [InlineData("64-44444-basic", "5 modules halve the resolution, expected 1 … 4; 5 modules double")]
    [InlineData("64-1252-basic", "not a TransNAS-Bench-101 macro skeleton")]
    [InlineData("64-basic", "not a TransNAS-Bench-101 macro skeleton")]
    [InlineData("64--basic", "not a TransNAS-Bench-101 macro skeleton")]
    public void Parse_MalformedMacro_SaysWhat(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Macro.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_AnyText_FailsOnlyClearly() =>
        Gen.String[Gen.Char["()0123456789,-_abcis "], 0, 30].ForAll(text =>
        {
            foreach (var space in (ISearchSpace[])[Micro, Macro])
            {
                var fault = Record.Exception(() => space.Parse(text));
                Assert.True(fault is null or UsageException, $"{text}: {fault}");
            }
        });

    [Fact]
    public void Sample_IsDeterministicAndCoversTheSpace()
    {
        var macro = new HashSet<IArchitecture>();
        for (var seed = 0; seed < 15_000; seed++)
        {
            var skeleton = Macro.Sample(RandomKey.FromSeed(seed));
            Assert.Equal(skeleton, Macro.Sample(RandomKey.FromSeed(seed)));
            macro.Add(skeleton);
        }

        Assert.All(TransNasMacroSpace.All.Where(skeleton => skeleton.Modules.Length == 4), skeleton => Assert.Contains(skeleton, macro));
        Assert.InRange(Enumerable.Range(0, 3000).Select(seed => Micro.Sample(RandomKey.FromSeed(seed)).Text).Distinct().Count(), 2000, 2300);
    }

    [Fact]
    public void Build_Jigsaw_SharesOneEncoderAmongNineTiles()
    {
        var task = SearchSpaces.FindTask(Micro, "jigsaw");
        var scene = SearchSpaces.FindTask(Micro, "class_scene");
        var cell = Micro.Parse("64-41414-3_21_130");
        var jigsaw = Micro.BuildScoringNetwork(cell, task, task.Input);
        var tile = Micro.BuildScoringNetwork(cell, scene, new Shape(3, 64, 64));

        Assert.Equal(9 * tile.Neurons, jigsaw.Neurons);
        Assert.Equal(9 * tile.Nodes.Count(node => node.Operation is Convolution), jigsaw.Nodes.Count(node => node.Operation is Convolution));
        Assert.Equal(
            tile.Parameters - (512 * 63 + 63),
            jigsaw.Parameters - (9 * 512 * 1000 + 1000));
    }

    [Theory]
    [InlineData("autoencoder", 3)]
    [InlineData("segmentsemantic", 17)]
    public void Build_PixelTasks_GiveAPictureOfFullSize(string name, int channels)
    {
        var task = SearchSpaces.FindTask(Micro, name);
        Assert.Equal(
            new Shape(channels, 256, 256),
            Micro.BuildScoringNetwork(Micro.Parse("64-41414-3_21_130"), task, task.Input).Outputs[0].Shape);

        // Four reductions after the stem need one doubling more, none but one needs three less.
        foreach (var skeleton in (string[])["64-3334-basic", "64-1142-basic", "64-331242-basic"])
            Assert.Equal(new Shape(channels, 256, 256), Macro.BuildScoringNetwork(Macro.Parse(skeleton), task, task.Input).Outputs[0].Shape);
    }

    [Fact]
    public void Build_CellOfNothing_IsCutOff()
    {
        var task = Micro.Tasks[0];
        Assert.True(Micro.BuildScoringNetwork(Micro.Parse("64-41414-0_00_003"), task, task.Input).IsCutOff);
        Assert.False(Micro.BuildScoringNetwork(Micro.Parse("64-41414-1_01_001"), task, task.Input).IsCutOff);
    }

    [Fact]
    public void Build_WrongChannels_SaysSo()
    {
        var task = SearchSpaces.FindTask(Micro, "jigsaw");
        var fault = Assert.Throws<NetworkException>(() => Micro.BuildScoringNetwork(Micro.Parse("64-41414-3_21_130"), task, new Shape(3, 64, 64)));
        Assert.Contains("the task jigsaw reads 27 channels", fault.Message, StringComparison.Ordinal);
    }
}

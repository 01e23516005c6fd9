using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.MobileNet;

namespace SwapScore.Tests.Spaces.MobileNet;

public sealed class MobileNetTests
{
    private const string Large = "side224stem16-w16r_k3e1-w24r_k3e4_k3e3-w40rs_k5e3_k5e3_k5e3-w80h_k3e6_k3e2.5_k3e2.3_k3e2.3-w112hs_k3e6_k3e6-w160hs_k5e6_k5e6_k5e6";

    private static readonly MobileNetSpace Space = new();
    private static readonly FullSize Full = Space.FullSizes(Space.Tasks[0])[0];

    // Parameters as torchvision publishes them for mobilenet_v2 and mobilenet_v3_large, multiply-adds as the papers do.
    [Theory]
    [InlineData("mobilenet_v2", 3_504_872, 300e6)]
    [InlineData("mobilenet_v3_large", 5_483_032, 219e6)]
    public void Build_APublishedNetwork_HasItsSizes(string name, long parameters, double multiplyAdds)
    {
        var network = Full.Build(Space.Parse(name));
        Assert.Equal(new Shape(3, 224, 224), network.Inputs.Single().Shape);
        Assert.Equal(parameters, network.Parameters);
        Assert.Equal(multiplyAdds, network.Flops(), 0.015 * multiplyAdds);
    }

    [Fact]
    public void Sample_ManyNetworks_HaveTheSizesOfTheFormulas()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var architecture = Space.Sample(RandomKey.FromSeed(seed));
            var network = Full.Build(architecture);
            Assert.InRange(network.Flops(), 20_000_000, 600_000_000);
            Assert.Equal(architecture.MultiplyAdds, network.Flops());
            Assert.Equal(Parameters(architecture), network.Parameters);
            Assert.Equal(architecture, Space.Parse(architecture.Text));
        }
    }

    [Fact]
    public void Mutate_ManyKeys_ChangesEveryKindOfChoice()
    {
        var parent = (MobileNetArchitecture)Space.Parse("mobilenet_v2");
        var children = Enumerable.Range(0, 600).Select(seed => Space.Mutate(parent, RandomKey.FromSeed(seed))).ToList();
        Assert.All(children, child => Assert.InRange(child.MultiplyAdds, 20_000_000, 600_000_000));
        Assert.Contains(children, child => child.Side != 224);
        Assert.Contains(children, child => child.Stem != 32);
        Assert.Contains(children, child => child.Stages.Length == 6);
        Assert.Contains(children, child => child.Stages[0].Blocks[0].Kernel != 3);
        foreach (var stage in Enumerable.Range(1, 5))
        {
            var (own, others) = (parent.Stages[stage], children.ConvertAll(child => child.Stages[stage]));
            Assert.Contains(others, other => other.Width != own.Width);
            Assert.Contains(others, other => other.Activation != own.Activation);
            Assert.Contains(others, other => other.HasGate);
            Assert.Contains(others, other => other.Blocks.Count == own.Blocks.Count + (own.Blocks.Count < 4 ? 1 : -1));
            Assert.Contains(others, other => other.Blocks.Count == own.Blocks.Count && other.Blocks != own.Blocks);
        }
    }

    [Fact]
    public void Cross_TwoNetworks_InheritsStagesWhole()
    {
        var (first, second) = ((MobileNetArchitecture)Space.Parse("mobilenet_v2"), (MobileNetArchitecture)Space.Parse("mobilenet_v3_large"));
        var children = Enumerable.Range(0, 50).Select(seed => Space.Cross(first, second, RandomKey.FromSeed(seed))).ToList();
        Assert.All(children, child => Assert.All(
            child.Stages.Index(), stage => Assert.True(stage.Item == first.Stages[stage.Index] || stage.Item == second.Stages.ElementAtOrDefault(stage.Index), child.Text)));
        Assert.True(children.Distinct().Count() > 40);
    }

    [Fact]
    public void Build_ForScoring_ReadsThePartOfTheImagesThatItsSideIs()
    {
        var network = Space.BuildScoringNetwork(Space.Parse(Large), Space.Tasks[0], new Shape(3, 96, 72));
        Assert.Equal(new Shape(3, 75, 56), network.Nodes.Single(node => node.Operation is Crop).Shape);
        var whole = Space.BuildScoringNetwork(Space.Parse(Large.Replace("side224", "side288", StringComparison.Ordinal)), Space.Tasks[0], new Shape(3, 96, 72));
        Assert.DoesNotContain(whole.Nodes, node => node.Operation is Crop);
        Assert.DoesNotContain(Space.BuildTrainingNetwork(Space.Parse(Large), new TrainingSize(new Shape(3, 64, 64), 7)).Nodes, node => node.Operation is Crop);
    }

    [Fact]
    public void Build_Thin_HasAnEighthOfTheChannels()
    {
        var architecture = Space.Parse(Large);
        var (thin, full) = (Space.BuildThinNetwork(architecture, new Shape(3, 16, 16)), Full.Build(architecture, new Shape(3, 16, 16)));
        Assert.Equal(full.Nodes.Length, thin.Nodes.Length);
        Assert.All(full.Nodes.Zip(thin.Nodes).Where(pair => pair.First.Operation is Convolution), pair => Assert.Equal(pair.First.Shape.Channels, 8 * pair.Second.Shape.Channels));
    }

    [Fact]
    public void Diagram_OfANetwork_NamesItsStages()
    {
        var nodes = ((IArchitecture)Space.Parse(Large)).Diagrams.Single().Nodes;
        Assert.Equal("stage 4\n80 channels\nHardSwish\n3×3, ×6\n3×3, ×2.5\n3×3, ×2.3\n3×3, ×2.3", nodes[5].Label);
        Assert.Equal("stage 5\n112 channels\nHardSwish\ngated\n3×3, ×6\n3×3, ×6", nodes[6].Label);
    }

    [Theory]
    [InlineData("side224stem16", "side225stem16", "the side is 225, expected one of 96, 128, 160, 192, 224, 256, 288", "did you mean 'side224'?")]
    [InlineData("side224stem16", "224", "it begins with '224', expected side and stem", "write side and stem")]
    [InlineData("w24r_", "w25r_", "the width of stage 2 is 25, expected one of 16, 24, 32", "did you mean 'w24'?")]
    [InlineData("w24r_", "w24relu_", "stage 2 begins with 'w24relu', expected width and activation", "write side and stem")]
    [InlineData("w24r_", "w24R6_", "stage 2 begins with 'w24R6', expected width and activation", "did you mean 'w24r6'?")]
    [InlineData("w24r_k3e4_k3e3", "w24r", "stage 2 has no blocks", "write side and stem")]
    [InlineData("_k3e4_", "_k4e4_", "the kernel of block 1 of stage 2 is 4, expected one of 3, 5, 7", "did you mean 'k3'?")]
    [InlineData("_k3e4_", "_k3e5.1_", "the expansion of block 1 of stage 2 is 5.1, expected one of 2.3, 2.5, 3, 4, 6", "did you mean 'e6'?")]
    [InlineData("_k3e4_", "_3x4_", "block 1 of stage 2 is '3x4', expected kernel and expansion", "write side and stem")]
    [InlineData("_k3e4_", "_k3e4_k3e4_k3e4_k3e4_", "stage 2 has 5 blocks, expected 1 … 4", "write side and stem")]
    [InlineData("w16r_k3e1", "w16r_k3e3", "the expansion of block 1 of stage 1 is 3, expected 1", "did you mean 'e1'?")]
    [InlineData("-w160hs_k5e6_k5e6_k5e6", "", "5 stages, expected 6 or 7", "write side and stem")]
    [InlineData("side224stem16-w16r_k3e1-w24r_k3e4_k3e3", "side288stem32-w24r_k3e1-w32r_k7e6_k7e6_k7e6_k7e6", "million multiply-adds, expected 20 to 600", "choose a smaller side")]
    public void Parse_TextOutsideTheSpace_SaysWhereAndWhatWasMeant(string part, string instead, string message, string hint)
    {
        var fault = Assert.Throws<UsageException>(() => Space.Parse(Large.Replace(part, instead, StringComparison.Ordinal)));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Contains(hint, fault.Hint, StringComparison.Ordinal);
    }

    /// <summary>Trainable values, counted layer by layer as the papers' tables list them.</summary>
    private static long Parameters(MobileNetArchitecture network)
    {
        long Normalized(long inputs, long outputs, long window) => inputs * outputs * window + 2 * outputs;
        var (sum, channels) = (Normalized(3, network.Stem, 9), network.Stem);
        foreach (var stage in network.Stages)
            foreach (var block in stage.Blocks)
            {
                var wide = MobileNetChannels.Wide(channels, block.Expansion);
                if (block.Expansion > 1) sum += Normalized(channels, wide, 1);
                sum += Normalized(1, wide, block.Kernel * block.Kernel) + Normalized(wide, stage.Width, 1);
                var squeezed = MobileNetChannels.Squeezed(wide);
                if (stage.HasGate) sum += 2L * wide * squeezed + wide + squeezed;
                channels = stage.Width;
            }

        return network.Stages.Length == 7
            ? sum + Normalized(channels, 1280, 1) + 1281 * 1000
            : sum + Normalized(channels, 6 * channels, 1) + (6 * channels + 1) * 1280 + 1281 * 1000;
    }
}

using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.ResNetLike;

namespace SwapScore.Tests.Spaces.ResNetLike;

public sealed class ResNetLikeTests
{
    private static readonly ResNetLikeSpace Space = new();
    private static readonly SpaceTask ImageNet = SearchSpaces.FindTask(Space, "imagenet");

    // As torchvision publishes them for its models resnet18 and resnet34.
    [Theory]
    [InlineData("resnet18", 11_689_512, 1.81e9)]
    [InlineData("resnet34", 21_797_672, 3.66e9)]
    public void Build_APublishedNetwork_HasItsSizes(string name, long parameters, double multiplyAdds)
    {
        var network = Space.BuildScoringNetwork(Space.Parse(name), ImageNet, ImageNet.Input);
        Assert.Equal(parameters, network.Parameters);
        Assert.Equal(multiplyAdds, network.Flops(), 0.01 * multiplyAdds);
    }

    [Fact]
    public void Build_SmallImages_KeepTheirSideInTheStem()
    {
        var network = Space.BuildScoringNetwork(Space.Parse("resnet18"), Space.Tasks[0], new Shape(3, 32, 32));
        Assert.Equal(new Shape(64, 32, 32), network.Nodes.First(node => node.Name == "stem.relu").Shape);
        Assert.Equal(new Shape(512, 4, 4), network.Nodes.Last(node => node.Shape.Rows > 1).Shape);
    }

    [Fact]
    public void Size_IsTheNumberOfChoices() => Assert.Equal(84_934_656, Space.Size);

    [Fact]
    public void Build_Thin_HasEveryNode()
    {
        var architecture = Space.Sample(RandomKey.FromSeed(3));
        var thin = Space.BuildThinNetwork(architecture, new Shape(3, 16, 16));
        Assert.Equal(Space.BuildScoringNetwork(architecture, Space.Tasks[0], new Shape(3, 16, 16)).Nodes.Length, thin.Nodes.Length);
    }

    [Theory]
    [InlineData("d2w64g1-d2w128g1", "2 stages, expected 4")]
    [InlineData("d2w64g1-d2w128g1-d2w256g1-wide", "stage 4 is 'wide'")]
    [InlineData("d2w64g1-d7w128g1-d2w256g1-d2w512g1", "stage 2 has 7 blocks, expected 1 … 6")]
    [InlineData("d2w64g1-d2w64g1-d2w256g1-d2w500g1", "stage 4 has 500 channels, expected one of 256, 384, 512, 768")]
    [InlineData("d2w64g3-d2w128g1-d2w256g1-d2w512g1", "stage 1 has 3 groups, expected one of 1, 2, 4, 8")]
    public void Parse_MalformedText_SaysWhere(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Space.Parse(text)).Message, StringComparison.Ordinal);
}

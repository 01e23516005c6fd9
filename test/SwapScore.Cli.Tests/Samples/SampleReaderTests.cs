using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Workflows.Samples;

namespace SwapScore.Cli.Tests.Samples;

public sealed class SampleReaderTests
{
    /// <summary>So that FLOPs are those of the published tables.</summary>
    [Theory]
    [InlineData("cifar10", null, 32)]
    [InlineData("ImageNet16-120", null, 16)]
    [InlineData("ImageNet16-120", 24, 24)]
    public void Read_BuiltInImages_HaveTheSizeOfTheTaskUnlessAskedFor(string task, int? side, int expected)
    {
        var request = new SampleRequest("natural32", 2, side, SearchSpaces.FindTask(SearchSpaces.Find("nasbench201"), task));
        Assert.Equal(new Shape(3, expected, expected), SampleReader.Read(request).Shape);
    }

    /// <summary>Photographs are reduced to 256 pixels there; enlarged images would say no more and take 64 times as long.</summary>
    [Fact]
    public void Read_BuiltInImagesForPhotographs_KeepTheirSize()
    {
        var space = SearchSpaces.Find("transnas-micro");
        Assert.Equal(32, SampleReader.Read(new SampleRequest("natural32", 2, null, space.Tasks[0])).Shape.Rows);
    }
}

using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Spaces.TransNasBench101;

namespace SwapScore.Tests.Spaces;

public sealed class TaskBatchTests
{
    private static readonly TransNasMicroSpace Space = new();

    [Theory]
    [InlineData("class_scene", 0.5224, 0.2234)]
    [InlineData("autoencoder", 0.5, 0.5)]
    public void Of_TransNasTask_NormalisesAsItDoes(string task, double mean, double deviation)
    {
        var images = BuiltInImages.Natural32;
        var batch = TaskBatch.Create(SearchSpaces.FindTask(Space, task), images, 4);
        for (var i = 0; i < 32 * 32; i++)
            Assert.Equal((images.Image(2)[i] / 255.0 - mean) / deviation, (double)batch.Sample(2)[i], 1e-5);
    }

    [Fact]
    public void Of_OrdinaryTask_KeepsTheNormalizationOfTheData() =>
        Assert.Equal(
            BuiltInImages.Natural32.ToBatch(0, 4).Fingerprint,
            TaskBatch.Create(SearchSpaces.Find("darts").Tasks[0], BuiltInImages.Natural32, 4).Fingerprint);

    [Fact]
    public void Of_Jigsaw_CutsNineTilesOfOnePartEach()
    {
        // Every pixel says where it is: red its row, green its column.
        const int Side = 255;
        var pixels = new byte[3 * Side * Side];
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
                (pixels[row * Side + column], pixels[(Side + row) * Side + column]) = ((byte)row, (byte)column);
        var images = new ImageSet(new Shape(3, Side, Side), pixels, "places", Normalization.ImageNet);

        var batch = TaskBatch.Create(SearchSpaces.FindTask(Space, "jigsaw"), images, 1);
        Assert.Equal(new Shape(27, 64, 64), batch.Shape);
        var corners = new HashSet<(int, int)>();
        for (var tile = 0; tile < 9; tile++)
        {
            var sample = batch.Sample(0);
            var (row, column) = ((int)Math.Round(sample[3 * tile * 64 * 64] * 255), (int)Math.Round(sample[(3 * tile + 1) * 64 * 64] * 255));
            Assert.Equal((row + 63, column + 63), (
                (int)Math.Round(sample[(3 * tile + 1) * 64 * 64 - 1] * 255), (int)Math.Round(sample[(3 * tile + 2) * 64 * 64 - 1] * 255)));

            // Parts of 76 in the middle 228 pixels, tiles anywhere inside their part.
            Assert.InRange(row - 13 - 76 * (tile / 3), 0, 12);
            Assert.InRange(column - 13 - 76 * (tile % 3), 0, 12);
            corners.Add((row - 76 * (tile / 3), column - 76 * (tile % 3)));
        }

        Assert.True(corners.Count > 3, "places are random");
        Assert.Equal(batch.Fingerprint, TaskBatch.Create(SearchSpaces.FindTask(Space, "jigsaw"), images, 1).Fingerprint);
    }

    [Fact]
    public void Of_JigsawOfTinyImages_SaysWhatItNeeds()
    {
        var images = BuiltInImages.Natural32.Resize(6);
        var fault = Assert.Throws<UsageException>(() => TaskBatch.Create(SearchSpaces.FindTask(Space, "jigsaw"), images, 2));
        Assert.Contains("too small for nine tiles", fault.Message, StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;
using SkiaSharp;
using SwapScore.Cli.Shell;
using SwapScore.Spaces;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>Tables II and III and Figure 1: cells that searches as the paper's find, and their trainings.</summary>
public sealed class ReproduceCellsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    private string Output => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Reproduce_TablesOfSearches_HaveSizesAndCostsAndAreSearchedOnce()
    {
        string[] line = ["--quick", "--evaluations", "12", "--image-size", "16", "--json"];
        var made = await ArtefactsAsync(["table2", "table3", .. line]);
        Assert.Equal(["A", "B", "C", "adaptive"], Rows(made[0]).Select(row => (string?)row["variant"]));
        Assert.Equal([3.06, 3.48, 4.3, 3.51], Rows(made[0]).Select(row => (double)row["parameters.paper"]!));
        Assert.Equal([24.0, 23.3], Rows(made[1]).Select(row => (double)row["error.paper"]!));
        Assert.All(Rows(made[0]).Concat(Rows(made[1])), row => Assert.Equal(("not trained", 12), ((string?)row["protocol"], (int)row["evaluations"]!)));

        // Sizes are those of the full networks, counted again.
        var space = SearchSpaces.Find("darts-shared");
        var sizes = space.FullSizes(SearchSpaces.FindTask(space, "imagenet"));
        foreach (var (artefact, size) in made.Zip([sizes[1], sizes[0]]))
            foreach (var row in Rows(artefact))
                Assert.Equal(size.Build(space.Parse((string)row["architecture"]!)).Parameters / 1e6, (double)row["parameters.ours"]!, tolerance: 1e-9);

        // The figure needs no search of its own.
        var searches = Directory.GetFiles(Path.Combine(Output, "searches")).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        var figure = (await ArtefactsAsync(["fig1", .. line]))[0];
        Assert.Equal(6, searches.Count);
        Assert.Equal(searches, Directory.GetFiles(Path.Combine(Output, "searches")).ToDictionary(path => path, File.GetLastWriteTimeUtc));
        var ours = figure["tables"]!["imagenet"]!.AsArray().Where(point => ((string)point!["group"]!).StartsWith("our", StringComparison.Ordinal)).ToList();
        Assert.Equal(Rows(made[1]).Select(row => (double)row["days.ours"]!), ours.Select(point => (double)point!["days"]!));
        Assert.True(new FileInfo(Path.Combine(Output, "figures", "fig1-cifar10.svg")).Length > 500);
    }

    [Fact(Explicit = true)]
    public async Task Reproduce_WithEpochs_TrainsMeasuresAndSaysWhatIsShortened()
    {
        foreach (var (name, color) in new[] { ("red", SKColors.Red), ("green", SKColors.Green) })
            for (var image = 0; image < 10; image++)
                Write(Path.Combine(_folder, "photos", image < 8 ? "train" : "val", name, $"{image}.png"), color, 40 + 5 * image);
        string[] line =
        [
            "table3", "--imagenet", Path.Combine(_folder, "photos"), "--image-size", "64", "--quick", "--evaluations", "4", "--epochs", "1", "--channels", "2", "--layers", "3", "--batch-size", "4", "--json",
        ];
        var table = (await ArtefactsAsync(line))[0];
        Assert.Equal(
            "shortened: 1 of 250 epochs, 16 of 1,281,167 images, 2 of 48 channels, 3 of 14 cells, batches of 4, not 128, 64 of 224 pixels, no auxiliary head", (string?)Rows(table)[0]["protocol"]);
        Assert.All(Rows(table), row => Assert.InRange((double)row["error.ours"]!, 0, 100));
        var notes = table["notes"]!.AsArray().Select(note => (string)note!).ToList();
        Assert.Contains(notes, note => note.StartsWith("The full protocol, 250 epochs of 1,281,167 images, would take", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("cannot be compared with the paper's", StringComparison.Ordinal) && note.EndsWith("judged by 4 images.", StringComparison.Ordinal));

        // Errors of a shortened training stand in the table alone.
        Assert.Equal(2, table["comparisons"]!.AsArray().Count);
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(Output, "trainings")).Length);
    }

    [Theory]
    [InlineData("the size of trainings is given, but no number of epochs", "--train-images", "10")]
    [InlineData("evaluations are at least 2, not 1", "--evaluations", "1")]
    public async Task Reproduce_WrongSizes_SaysSo(string message, params string[] options)
    {
        var outcome = await RunAsync(["table2", .. options]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    private static List<JsonObject> Rows(JsonNode artefact) => [.. artefact["tables"]!["rows"]!.AsArray().Select(row => row!.AsObject())];

    private async Task<List<JsonNode>> ArtefactsAsync(string[] line)
    {
        var outcome = await RunAsync(line);
        Assert.Equal((ExitCode.Success, ""), (outcome.Code, outcome.Code == ExitCode.Success ? "" : outcome.Error));
        return [.. JsonNode.Parse(outcome.Output)!["artefacts"]!.AsArray().Select(one => one!)];
    }

    private Task<CommandOutcome> RunAsync(string[] line) => new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync(
        ["reproduce", .. line, "--data-root", Path.Combine(_folder, "none"), "--output", Output, "--threads", "1"]);

    private static void Write(string path, SKColor color, int side)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(color);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
    }
}

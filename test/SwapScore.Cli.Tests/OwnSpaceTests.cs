using System.Globalization;
using System.Numerics;
using SwapScore.Cli.Shell;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.Diagrams;
using SwapScore.Truth;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>A space that no file of the product knows is studied, searched, drawn, exported and listed.</summary>
public sealed class OwnSpaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly CommandRunner _runner = new() { Workflows = WorkflowContext.FromSpaces([new TowerSpace()]) with { RunsFolder = null } };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Space_IsListedAndShown()
    {
        Assert.Contains("towers of convolutions", (await _runner.RunAsync("space", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("widths", (await _runner.RunAsync("space", "show", "tower")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_OfItsTable_RanksItsNetworks()
    {
        var table = Path.Combine(_folder, "towers.csv");
        File.WriteAllLines(table, ["architecture,accuracy", .. Enumerable.Range(1, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}-{i},{50 + i}")), "12-12,62"]);
        var studied = await _runner.RunAsync("study", "tower", "--truth", table, "--repeats", "1", "--batch-size", "8", "--image-size", "8", "--metric", "parameters", "--format", "csv");
        Assert.Equal(ExitCode.Success, studied.Code);
        Assert.Contains("13 architectures", studied.Error, StringComparison.Ordinal);
        Assert.Contains("such as rows 13 and 14; all are studied", studied.Error, StringComparison.Ordinal);
        Assert.Contains("accuracy of towers", (await _runner.RunAsync("study", "--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_FindsATower_AndDrawsIt()
    {
        var run = Path.Combine(_folder, "run");
        var found = await _runner.RunAsync(
            "search", "--space", "tower", "--evaluations", "20", "--population", "5", "--repeats", "1", "--batch-size", "8", "--image-size", "8", "--fitness", "plain", "--output", run);
        Assert.Equal(ExitCode.Success, found.Code);
        Assert.Contains("2 convolutions", found.Output, StringComparison.Ordinal);
        Assert.Contains("convolution", File.ReadAllText(Path.Combine(run, "cell.svg")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await _runner.RunAsync("search", "--space", "tower", "--algorithm", "exhaustive", "--repeats", "1", "--batch-size", "8", "--image-size", "8", "--fitness", "plain")).Code);
    }

    [Theory]
    [InlineData("scoring", 8)]
    [InlineData("full", 80)]
    public async Task Export_WritesItsNetworks(string network, int channels)
    {
        var exported = await _runner.RunAsync("export", "8-8", "--space", "tower", "--network", network, "--format", "json");
        Assert.Equal(ExitCode.Success, exported.Code);

        // Two convolutions of 3×3 without bias, each with a normalization, and a classifier of ten classes.
        var parameters = 9 * 3 * channels + 9 * channels * channels + 2 * 2 * channels + 10 * channels + 10;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\"parameters\": {parameters},"), exported.Output, StringComparison.Ordinal);
    }

    private sealed class TowerSpace : SearchSpace<Tower>
    {
        private const int Widths = 12;

        public override string Name => "tower";

        public override string Summary => "towers of convolutions";

        public override BigInteger Size => Widths * Widths;

        public override IReadOnlyList<KeyValuePair<string, string>> Facts => [new("widths", "1 … 12")];

        public override SpaceStudy Study { get; } = new(new AccuracyTruth("towers.csv")) { Truth = "the accuracy of towers" };

        protected override IEnumerable<Tower> Enumeration =>
            from first in Enumerable.Range(1, Widths)
            from second in Enumerable.Range(1, Widths)
            select new Tower(first, second);

        public override Tower Sample(RandomKey key)
        {
            var draw = key.Draw();
            return new Tower(1 + draw.Next(Widths), 1 + draw.Next(Widths));
        }

        public override Tower Mutate(Tower parent, RandomKey key) => parent with { First = parent.First % Widths + 1 };

        public override Tower Cross(Tower first, Tower second, RandomKey key) => new(first.First, second.Second);

        public override IReadOnlyList<FullSize> FullSizes(SpaceTask task) =>
            [CreateFullSize("training", "ten times as wide", task.Input, (tower, input) => Build(tower, 10, task, input))];

        public override Network BuildScoringNetwork(Tower architecture, SpaceTask task, Shape input) => Build(architecture, 1, task, input);

        protected override Tower Read(string text) =>
            text.Split('-') is [var first, var second] && int.TryParse(first, CultureInfo.InvariantCulture, out var one) && int.TryParse(second, CultureInfo.InvariantCulture, out var two)
                ? new Tower(one, two)
                : throw new UsageException($"'{text}' is no tower", "write two widths: 4-8");

        private static Network Build(Tower tower, int width, SpaceTask task, Shape input)
        {
            var builder = new NetworkBuilder("tower");
            var x = builder.Input(input);
            foreach (var channels in (int[])[tower.First, tower.Second])
                x = builder.Relu(builder.BatchNormalization(builder.Convolution(x, width * channels, 3, padding: 1)));
            return builder.Build(builder.Linear(builder.GlobalAveragePooling(x), task.Outputs));
        }
    }

    private sealed record Tower(int First, int Second) : IArchitecture
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"{First}-{Second}");

        IReadOnlyList<Diagram> IArchitecture.Diagrams =>
            [Diagram.FromChain("tower", [new DiagramNode("convolution", DiagramStyle.Convolution), new DiagramNode("convolution", DiagramStyle.Convolution)])];

        IReadOnlyList<KeyValuePair<string, string>> IArchitecture.Description => [new("tower", "2 convolutions")];
    }
}

using System.Globalization;
using System.Numerics;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;
using SwapScore.Statistics;
using SwapScore.Truth;

namespace SwapScore.Bench;

/// <summary>
/// Networks of DARTS cells a search could score: how well <c>swap</c> on each ranks the 1,000 trained genotypes (whose two cells are equal),
/// how much of the variance of the score each cell explains where they are independent, and what an evaluation costs
/// in processor time, which other work on the machine changes least.
/// </summary>
internal static class SearchNetworkBench
{
    private const int Cells = 12;

    // N is a normal cell, R a reduction cell; without options cells stand side by side.
    private static readonly (string Name, DartsNetworkOptions? Options, bool NormalIsReduction)[] Networks =
    [
        ("R, 6 channels (published)", DartsNetworkOptions.Scoring, false),
        ("N and R side by side, 6 channels (what is searched)", null, false),
        ("the same, the normal cell as R", null, true),
        ("N R, 3 and 6 channels", Stack(3, 2, 1), false),
        ("N R, 6 and 12 channels", Stack(6, 2, 1), false),
        ("R N, 6 channels", Stack(3, 2, 0), false),
        ("N R R, 3, 6 and 12 channels", Stack(3, 3, 1, 2), false),
    ];

    public static async Task RunAsync(TextWriter output, string truth, string images, int repeats)
    {
        var batch = DataSource.Load(images, 16);
        var table = AccuracyTruth.Read(truth);
        var texts = table.Rows.Select(row => row.Architecture).ToArray();
        var accuracies = table.Rows.Select(row => row.Value).ToArray();
        var grid = Grid();
        output.WriteLine($"\n{texts.Length} trained genotypes, {Cells} × {Cells} pairs of cells, 16 samples of {batch.Source}, {repeats} repeats\n");
        output.WriteLine("| network | Spearman with accuracy | of its parameters | variance by normal cell | by reduction cell | processor ms an evaluation |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var (name, options, normalIsReduction) in Networks)
        {
            var space = new Variant(options, normalIsReduction);
            var before = Environment.CpuUsage.TotalTime;
            var trained = await ScoreAsync(space, texts, batch, repeats);
            var cost = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / texts.Length;
            var pairs = await ScoreAsync(space, [.. grid.Select(genotype => genotype.Text)], batch, repeats);
            var (normal, reduce) = Explained([.. pairs.Select(pair => Math.Log(pair.Score))]);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {Spearman.Compute([.. trained.Select(one => one.Score)], accuracies):F3} | {Spearman.Compute([.. trained.Select(one => (double)one.Parameters)], accuracies):F3} | {normal:P0} | {reduce:P0} | {cost:F1} |"));
        }
    }

    private static DartsNetworkOptions Stack(int channels, int cells, params int[] reductions) =>
        DartsNetworkOptions.Scoring with { Channels = channels, Layers = cells, Reductions = [.. reductions] };

    /// <summary>Every one of some cells as normal cell with every other as reduction cell.</summary>
    private static List<DartsGenotype> Grid()
    {
        var key = RandomKey.FromSeed(7);
        var cells = Enumerable.Range(0, 2 * Cells).Select(i => DartsSampler.SharedCell(key.Derive(RandomPurpose.Architecture, i)).Normal).ToArray();
        return [.. from normal in cells[..Cells] from reduce in cells[Cells..] select new DartsGenotype(normal, reduce)];
    }

    private static async Task<List<(double Score, long Parameters)>> ScoreAsync(ISearchSpace space, string[] texts, Batch batch, int repeats)
    {
        var options = new EvaluationOptions { Repeats = repeats };
        var requests = texts.Select(text => new EvaluationRequest(space.Name, text, options, batch.Fingerprint)).ToArray();
        var scores = new List<(double, long)>();
        await foreach (var result in new LocalEvaluator(batch, Environment.ProcessorCount, [space]).EvaluateAsync(requests))
            scores.Add((result.Metrics["swap"].Mean, result.Parameters));
        return scores;
    }

    /// <summary>Shares of the variance that the means of rows (normal cells) and columns (reduction cells) have.</summary>
    private static (double Normal, double Reduce) Explained(double[] scores)
    {
        var mean = scores.Average();
        var all = scores.Sum(score => (score - mean) * (score - mean));
        return (Share(i => i / Cells), Share(i => i % Cells));

        double Share(Func<int, int> group) => scores.Index().GroupBy(pair => group(pair.Index), pair => pair.Item)
            .Sum(members => members.Count() * Math.Pow(members.Average() - mean, 2)) / all;
    }

    /// <summary>The DARTS space with another scoring network.</summary>
    private sealed class Variant(DartsNetworkOptions? options, bool normalIsReduction) : ISearchSpace
    {
        private readonly DartsSpace _space = new();

        public string Name => _space.Name;

        public BigInteger Size => _space.Size;

        public IArchitecture Parse(string text) => _space.Parse(text);

        public IArchitecture Sample(RandomKey key) => _space.Sample(key);

        public IArchitecture Mutate(IArchitecture parent, RandomKey key) => _space.Mutate((DartsGenotype)parent, key);

        public Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input) =>
            options is not null ? DartsNetworks.Build((DartsGenotype)architecture, options, input)
            : normalIsReduction ? TwoReductions((DartsGenotype)architecture, input)
            : DartsNetworks.BuildScoringBothCells((DartsGenotype)architecture, input);

        private static Network TwoReductions(DartsGenotype genotype, Shape input)
        {
            var builder = new NetworkBuilder("two-reductions");
            var image = builder.Input(input);
            var features = builder.Concatenation([Features("reduce", genotype.Reduce), Features("normal", genotype.Normal)], "features");
            return builder.Build(builder.Linear(features, 10, name: "classifier"));

            Node Features(string scope, DartsCell cell) => builder.GlobalAveragePooling(
                new DartsCellBuilder(builder.Within(scope), 6, isReduction: true, DartsNetworkOptions.Scoring).Build(cell, image, image, false), $"{scope}-pooling");
        }
    }
}

using System.Globalization;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Spaces.NasBench201;

namespace SwapScore.Bench;

/// <summary>
/// What searches of NAS-Bench-201 find, by test accuracy after training: every algorithm and fitness over many seeds, beside drawing at random,
/// the fittest cell of the whole space and the best one. Scores come from the run folder of an exhaustive search: an evaluation is a pure
/// function, so a search that looks them up finds what one that computes them finds.
/// </summary>
internal static class SearchQualityBench
{
    private const int Seeds = 20;

    private static readonly int[] Budgets = [200, 500, 1100];
    private static readonly SearchAlgorithm[] Algorithms = [SearchAlgorithm.SwapNas, SearchAlgorithm.Aging, SearchAlgorithm.Local, SearchAlgorithm.Random];
    private static readonly NasBench201Space Space = new();

    /// <param name="output">Where the table goes.</param>
    /// <param name="run">Run folder of an exhaustive search.</param>
    /// <param name="table">The table of accuracies.</param>
    /// <param name="named">Metrics, aggregates, <c>regularised</c> and <c>adaptive</c>, with 200 evaluations; none for all that the metrics of the run allow, with 200, 500 and 1,100.</param>
    public static async Task RunAsync(TextWriter output, string run, string table, string[] named)
    {
        var recorded = RecordedCells.Read(run);
        var truths = CellAccuracies.ReadAll(table);
        var fitnesses = named.Length > 0 ? [.. named.Select(recorded.Fitness)] : recorded.Fitnesses().ToList();
        output.WriteLine($"\n{recorded.Description}; {Seeds} seeds\n");
        output.WriteLine("| evaluations | fitness | algorithm | CIFAR-10 | rank | CIFAR-100 | rank | ImageNet16-120 | rank |");
        output.WriteLine("|--:|---|---|--:|--:|--:|--:|--:|--:|");
        Write(output, "0", "–", "one cell drawn", truths, [.. Enumerable.Range(0, 1000).Select(i => Space.Sample(RandomKey.FromSeed(i)))]);
        foreach (var evaluations in named.Length > 0 ? Budgets[..1] : Budgets)
            foreach (var (name, fitness) in fitnesses)
                foreach (var algorithm in Algorithms)
                    Write(output, $"{evaluations}", name, Name(algorithm), truths, await FoundAsync(recorded, algorithm, evaluations, fitness));
        foreach (var (name, fitness) in fitnesses)
            Write(output, "6466", name, "exhaustive", truths, await FoundAsync(recorded, SearchAlgorithm.Exhaustive, 0, fitness, seeds: 1));
        foreach (var truth in truths)
            Write(output, "–", "accuracy", $"the best on {truth.Task}", truths, [Space.Parse(truth.Best)]);
    }

    private static async Task<List<IArchitecture>> FoundAsync(
        RecordedCells recorded, SearchAlgorithm algorithm, int evaluations, Func<ISearchFitness> fitness, int seeds = Seeds)
    {
        var found = new List<IArchitecture>();
        for (var seed = 0; seed < seeds; seed++)
        {
            var scoring = new SearchScoring(Space, Space.Tasks[0], recorded, recorded.Options, (Space.Tasks[0].Input, "recorded"));
            var options = new SearchOptions { Algorithm = algorithm, Evaluations = evaluations, Seed = seed, Population = Math.Clamp(evaluations / 5, 40, 100) };
            var search = new ArchitectureSearch(Space, scoring, fitness(), options);
            await foreach (var _ in search.RunAsync())
            {
            }

            found.Add(search.Best!.Architecture);
        }

        return found;
    }

    private static void Write(TextWriter output, string evaluations, string fitness, string algorithm, CellAccuracies[] truths, IReadOnlyList<IArchitecture> found)
    {
        var cells = truths.Select(truth =>
        {
            var accuracies = found.Select(one => truth.Accuracies[one.Text]).ToArray();
            var mean = accuracies.Average();
            var deviation = Math.Sqrt(accuracies.Sum(accuracy => (accuracy - mean) * (accuracy - mean)) / Math.Max(1, accuracies.Length - 1));
            var ranks = found.Select(one => truth.RankOf(truth.Accuracies[one.Text])).Order().ToArray();
            return string.Create(CultureInfo.InvariantCulture, $"{mean:F2} ± {deviation:F2} | {ranks[ranks.Length / 2]}");
        });
        output.WriteLine($"| {evaluations} | {fitness} | {algorithm} | {string.Join(" | ", cells)} |");
    }

    private static string Name(SearchAlgorithm algorithm) => algorithm.Name switch
    {
        "swap-nas" => "SWAP-NAS",
        "aging" => "aging evolution",
        "local" => "local search",
        _ => "random search",
    };
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Swap;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Spaces.NasBench201;
using SwapScore.Truth;

namespace SwapScore.Bench;

/// <summary>
/// What searches of NAS-Bench-201 find, by test accuracy after training: every algorithm and fitness over many seeds, beside drawing at random,
/// the fittest cell of the whole space and the best one. Scores come from the run folder of an exhaustive search: an evaluation is a pure
/// function, so a search that looks them up finds what one that computes them finds.
/// </summary>
internal static class SearchQualityBench
{
    private const int Seeds = 20;

    private static readonly string[] Tasks = ["cifar10", "cifar100", "ImageNet16-120"];
    private static readonly int[] Budgets = [200, 500, 1100];
    private static readonly SearchAlgorithm[] Algorithms = [SearchAlgorithm.SwapNas, SearchAlgorithm.Aging, SearchAlgorithm.Local, SearchAlgorithm.Random];
    private static readonly NasBench201Space Space = new();

    public static async Task RunAsync(TextWriter output, string run, string table)
    {
        var recorded = Recorded.Read(run);
        var truths = Tasks.Select(task => new Truth(NatsTruth.Read(table, task))).ToArray();
        output.WriteLine($"\n{recorded.Description}; {Seeds} seeds\n");
        output.WriteLine("| evaluations | fitness | algorithm | CIFAR-10 | rank | CIFAR-100 | rank | ImageNet16-120 | rank |");
        output.WriteLine("|--:|---|---|--:|--:|--:|--:|--:|--:|");
        Write(output, "0", "–", "one cell drawn", truths, [.. Enumerable.Range(0, 1000).Select(i => Space.Sample(RandomKey.FromSeed(i)))]);
        foreach (var evaluations in Budgets)
            foreach (var (name, fitness) in recorded.Fitnesses())
                foreach (var algorithm in Algorithms)
                    Write(output, $"{evaluations}", name, Name(algorithm), truths, await FoundAsync(recorded, algorithm, evaluations, fitness));
        foreach (var (name, fitness) in recorded.Fitnesses())
            Write(output, "6466", name, "exhaustive", truths, await FoundAsync(recorded, SearchAlgorithm.Exhaustive, 0, fitness, seeds: 1));
        foreach (var (task, truth) in Tasks.Zip(truths))
            Write(output, "–", "accuracy", $"the best on {task}", truths, [Space.Parse(truth.Best)]);
    }

    private static async Task<List<IArchitecture>> FoundAsync(
        Recorded recorded, SearchAlgorithm algorithm, int evaluations, Func<ISearchFitness> fitness, int seeds = Seeds)
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

    private static void Write(TextWriter output, string evaluations, string fitness, string algorithm, Truth[] truths, IReadOnlyList<IArchitecture> found)
    {
        var cells = truths.Select(truth =>
        {
            var accuracies = found.Select(one => truth.Accuracies[one.Text]).ToArray();
            var mean = accuracies.Average();
            var deviation = Math.Sqrt(accuracies.Sum(accuracy => (accuracy - mean) * (accuracy - mean)) / Math.Max(1, accuracies.Length - 1));
            var ranks = found.Select(one => truth.RankOf(one.Text)).Order().ToArray();
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

    /// <summary>Test accuracies by cell, and ranks among all 15,625.</summary>
    private sealed class Truth(TruthTable table)
    {
        private readonly double[] _sorted = [.. table.Rows.Select(row => row.Value).OrderDescending()];

        public Dictionary<string, double> Accuracies { get; } = table.Rows.ToDictionary(row => Space.Parse(row.Architecture).Text, row => row.Value);

        public string Best => Accuracies.MaxBy(pair => pair.Value).Key;

        public int RankOf(string cell) => Array.FindIndex(_sorted, accuracy => accuracy <= Accuracies[cell]) + 1;
    }

    /// <summary>The scores of an exhaustive search, one for all isomorphic cells.</summary>
    private sealed class Recorded(string description, EvaluationOptions options, Dictionary<string, SearchHistory.Line> lines) : IEvaluator
    {
        public string Description => description;

        public EvaluationOptions Options => options;

        public static Recorded Read(string run)
        {
            using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "config.json")));
            var options = config.RootElement.GetProperty("options");
            var metrics = options.GetProperty("metrics").EnumerateArray().Select(metric => metric.GetString()!).ToArray();
            var repeats = options.GetProperty("repeats").GetInt32();
            var lines = File.ReadLines(Path.Combine(run, "history.jsonl"))
                .Select(line => JsonSerializer.Deserialize(line, SearchLines.Exact.Candidate)!)
                .ToDictionary(line => Space.Parse(line.Architecture).Canonical);
            if (lines.Count != NasBench201Space.UniqueCells)
                throw new InvalidOperationException($"{run} holds {lines.Count} cells, not all {NasBench201Space.UniqueCells}: run the exhaustive search to its end");
            return new Recorded(
                $"{string.Join(", ", metrics)} of {lines.Count} cells, {config.RootElement.GetProperty("batch").GetProperty("size")} samples, {repeats} repeats",
                new EvaluationOptions { Metrics = [.. metrics], Repeats = repeats }, lines);
        }

        /// <summary>What can be maximised with the metrics there are; a fresh one for every search, since some remember.</summary>
        public IEnumerable<(string Name, Func<ISearchFitness> Make)> Fitnesses()
        {
            yield return ("plain", () => SearchFitness.Plain);
            if (options.Metrics[0] == "swap")
            {
                var (mu, sigma) = Regularization.SizeRewarding(SpaceSizes.Draw(Space, Space.Tasks[0], Space.Tasks[0].Input));
                yield return ("regularised", () => SearchFitness.Regularized(mu, sigma));
                yield return ("adaptive", SearchFitness.Adaptive);
            }

            for (var i = 1; i < options.Metrics.Count; i++)
            {
                var weights = options.Metrics.Select((_, metric) => metric == 0 || metric == i ? 1.0 : 0).ToArray();
                yield return ($"ranks by {options.Metrics[0]} and {options.Metrics[i]}", () => SearchFitness.Ranks(weights));
                var only = options.Metrics.Select((_, metric) => metric == i ? 1.0 : 0).ToArray();
                yield return ($"{options.Metrics[i]} alone", () => SearchFitness.Ranks(only));
            }
        }

        public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
            IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            await Task.CompletedTask;
            foreach (var request in requests)
            {
                var line = lines[Space.Parse(request.Architecture).Canonical];
                yield return new EvaluationResult
                {
                    Request = request,
                    Parameters = line.Parameters,
                    Flops = line.Flops,
                    Metrics = options.Metrics.Zip(line.Scores).ToDictionary(
                        pair => pair.First, pair => new MetricScore([pair.First == "swap" ? Math.Exp(pair.Second) : pair.Second])),
                };
            }
        }
    }
}

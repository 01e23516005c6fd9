using System.Runtime.CompilerServices;
using System.Text.Json;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Metrics.Swap;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Spaces.NasBench201;

namespace SwapScore.Bench;

/// <summary>The scores of an exhaustive search, one for all isomorphic cells.</summary>
internal sealed class RecordedCells(string description, EvaluationOptions options, Dictionary<string, SearchHistory.Line> lines) : IEvaluator
{
    private static readonly NasBench201Space Space = new();

    public string Description => description;

    public EvaluationOptions Options => options;

    /// <summary>All cells in the order they were scored; one for all isomorphic ones.</summary>
    public IReadOnlyList<Candidate> Candidates =>
        [.. lines.Values.Select(line => new Candidate(line.Number, Space.Parse(line.Architecture), [.. line.Scores], line.Parameters, line.Flops))];

    /// <summary>The form that isomorphic cells share.</summary>
    /// <param name="cell">Text of a cell.</param>
    public static string CanonicalOf(string cell) => Space.Parse(cell).Canonical;

    public static RecordedCells Read(string run)
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
        return new RecordedCells(
            $"{string.Join(", ", metrics)} of {lines.Count} cells, {config.RootElement.GetProperty("batch").GetProperty("size")} samples, {repeats} repeats",
            new EvaluationOptions { Metrics = [.. metrics], Repeats = repeats }, lines);
    }

    /// <summary>A fitness by its name; a fresh one for every search, since some remember.</summary>
    /// <param name="name">A metric, an aggregate, <c>regularised</c> or <c>adaptive</c>.</param>
    public (string Name, Func<ISearchFitness> Make) Fitness(string name)
    {
        if (name == "regularised") return (name, Regularized());
        if (name == "adaptive") return (name, SearchFitness.Adaptive);
        var expression = MetricExpression.Parse(name, MetricCatalog.Standard);
        if (expression.IsAggregate) return (name, () => SearchFitness.Aggregate(expression, options.Metrics));
        var only = options.Metrics.Select(metric => metric == name ? 1.0 : 0).ToArray();
        return (name, () => SearchFitness.Ranks(only));
    }

    /// <summary>What can be maximised with the metrics there are; a fresh one for every search, since some remember.</summary>
    public IEnumerable<(string Name, Func<ISearchFitness> Make)> Fitnesses()
    {
        yield return ("plain", () => SearchFitness.Plain);
        if (options.Metrics[0] == "swap")
        {
            yield return ("regularised", Regularized());
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

    private static Func<ISearchFitness> Regularized()
    {
        var (mu, sigma) = Regularization.SizeRewarding(SearchSpaces.DrawSizes(Space, Space.Tasks[0], Space.Tasks[0].Input));
        return () => SearchFitness.Regularized(mu, sigma);
    }
}

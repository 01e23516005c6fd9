using System.Text.Json.Nodes;
using SwapScore.Json;
using SwapScore.Metrics.Aggregates;
using SwapScore.Search;
using SwapScore.Storage;
using SwapScore.Values;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Search;

/// <summary>What a search writes for programs: its configuration and its result.</summary>
internal static class SearchDocuments
{
    /// <summary>Everything the history depends on.</summary>
    public static JsonObject Configuration(SearchSettings settings)
    {
        var (search, options) = (settings.Search, settings.Options);
        return new JsonObject
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = ProductVersion.Text,
            ["space"] = settings.Space.Name,
            ["task"] = settings.Task.Name,
            ["options"] = EvaluationJson.Node(options),
            ["batch"] = EvaluationJson.BatchNode(settings.Batch.Size, settings.Batch.Fingerprint),
            ["algorithm"] = search.Algorithm.Name,
            ["evaluations"] = settings.Evaluations,
            ["maximumSeconds"] = search.Time?.TotalSeconds,
            ["populationSize"] = search.Population,
            ["tournamentSize"] = search.Tournament,
            ["mutations"] = search.Mutations,
            ["crossover"] = search.Crossover,
            ["maximumParameters"] = search.Budget.Parameters,
            ["maximumFlops"] = search.Budget.Flops,
            ["maximumMemory"] = search.Budget.Bytes,
            ["maximumLatency"] = search.Budget.Seconds,
            ["latencyTable"] = settings.Latency?.Configuration,
            ["fitness"] = settings.Fitness.Description,
            ["objectives"] = search.Objectives.Count == 0 ? null : new JsonArray([.. search.Objectives.Select(objective => ObjectiveColumn.NameOf(objective))]),
        };
    }

    /// <summary>What was found: nothing in it depends on the clock unless a budget of latency or time does.</summary>
    public static JsonObject Result(SearchSettings settings, ArchitectureSearch search, FoundArchitecture found, IReadOnlyList<TermAgreement> agreements, LatencyCheck? latencies)
    {
        var (result, fitness, metrics) = (Configuration(settings), settings.Fitness, settings.Options.Metrics);
        result["batch"] = EvaluationJson.Node(settings.Batch);
        result["scored"] = search.Candidates.Count;
        if (agreements.Count > 0) result["agreements"] = EvaluationJson.Node(agreements);
        var best = Candidate(search.Best!, fitness, metrics);
        found.AddTo(best);
        if (search.LatencyOf(search.Best!.Architecture) is { } seconds) best["latency"] = seconds;
        if (latencies?.ToJson(search.Best.Architecture) is { } again) best["latencyAgain"] = again;
        result["best"] = best;
        result["population"] = new JsonArray([.. search.Population.FittestFirst(fitness).Select(candidate => Candidate(candidate, fitness, metrics))]);
        result["front"] = new JsonArray([.. search.Front.Select(candidate => OfFront(candidate, settings, search, latencies))]);
        return result;
    }

    private static JsonObject OfFront(Candidate candidate, SearchSettings settings, ArchitectureSearch search, LatencyCheck? latencies)
    {
        var document = Candidate(candidate, settings.Fitness, settings.Options.Metrics);
        var columns = ObjectiveColumn.Of(settings);
        if (columns.Count > 0)
            document["objectives"] = new JsonObject(columns.Select(column => KeyValuePair.Create(column.Name, JsonText.Number(column.Value(search, candidate)))));
        if (columns.Count > 0 && latencies?.ToJson(candidate.Architecture) is { } again) document["latencyAgain"] = again;
        return document;
    }

    public static JsonObject Candidate(Candidate candidate, ISearchFitness fitness, ValueList<string> metrics) => new()
    {
        ["number"] = candidate.Number,
        ["architecture"] = candidate.Architecture.Text,
        ["scores"] = new JsonObject(metrics.Zip(candidate.Scores, (metric, score) => KeyValuePair.Create(metric, JsonText.Number(score)))),
        ["fitness"] = JsonText.Number(fitness.Of(candidate)),
        ["parameters"] = candidate.Parameters,
        ["flops"] = candidate.Flops,
    };
}

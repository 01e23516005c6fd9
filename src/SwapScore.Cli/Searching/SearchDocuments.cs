using System.Text.Json.Nodes;
using SwapScore.Cli.Output;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Studies;

namespace SwapScore.Cli.Searching;

/// <summary>What a search writes: its configuration, its result, and the table of the fittest.</summary>
internal static class SearchDocuments
{
    private const int Shown = 5;

    /// <summary>Everything the history depends on.</summary>
    public static JsonObject Configuration(
        ISearchSpace space, SpaceTask task, EvaluationOptions options, SearchOptions search, SearchFitness fitness, Batch batch) => new()
        {
            ["schemaVersion"] = StudyJson.SchemaVersion,
            ["version"] = ProductVersion.Text,
            ["space"] = space.Name,
            ["task"] = task.Name,
            ["algorithm"] = search.Algorithm.ToString(),
            ["evaluations"] = search.Evaluations,
            ["population"] = search.Population,
            ["tournament"] = search.Tournament,
            ["mutations"] = search.Mutations,
            ["crossover"] = search.Crossover,
            ["maximumParameters"] = search.MaximumParameters,
            ["fitness"] = fitness.Description,
            ["metric"] = options.Metrics[0],
            ["repeats"] = options.Repeats,
            ["seed"] = options.Seed,
            ["batchSize"] = batch.Size,
            ["batchFingerprint"] = batch.Fingerprint,
        };

    public static JsonObject Result(JsonObject configuration, ArchitectureSearch search, SearchFitness fitness)
    {
        var result = configuration.DeepClone().AsObject();
        result["scored"] = search.Candidates.Count;
        result["best"] = Candidate(search.Best!, fitness);
        result["population"] = new JsonArray([.. Fittest(search.Population, fitness).Select(candidate => Candidate(candidate, fitness))]);
        return result;
    }

    public static Table Table(ArchitectureSearch search, SearchFitness fitness) => new(
        [
            Column.Number("Rank", "rank"), Column.Text("Network", "architecture"), Column.Number("ln score", "logScore"),
            Column.Number("Fitness", "fitness"), Column.Number("Parameters", "parameters"), Column.Number("Scored as", "number"),
        ],
        [.. Fittest(search.Candidates, fitness).Take(Shown).Select((candidate, i) => (IReadOnlyList<Cell>)
        [
            i + 1, candidate.Architecture.Text, new CoefficientCell(candidate.LogScore), new CoefficientCell(fitness.Of(candidate)), candidate.Parameters, candidate.Number,
        ])]);

    private static IEnumerable<Candidate> Fittest(IEnumerable<Candidate> candidates, SearchFitness fitness) =>
        candidates.OrderByDescending(fitness.Of).ThenBy(candidate => candidate.Number);

    private static JsonObject Candidate(Candidate candidate, SearchFitness fitness) => new()
    {
        ["number"] = candidate.Number,
        ["architecture"] = candidate.Architecture.Text,
        ["logScore"] = StudyJson.Number(candidate.LogScore),
        ["fitness"] = StudyJson.Number(fitness.Of(candidate)),
        ["parameters"] = candidate.Parameters,
    };
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Truth;
using SwapScore.Workflows;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Studies;
using static System.FormattableString;

namespace SwapScore.Native.Engine;

/// <summary>From the document of a request to the document of its result, through the sessions that the command uses.</summary>
internal static class Documents
{
    private const int Repeats = 32;
    private const int RepeatsOfSearch = 8;

    /// <summary>Ranks architectures: the document of <c>swapscore score --format json</c>.</summary>
    public static JsonObject Rank(Request request, Batch batch, Work work)
    {
        var options = new ScoringOptions
        {
            Space = request.Space,
            Task = request.Task,
            Entries = request.Texts("architectures") is { } texts ? NetworkEntry.FromTexts(request.Space, texts) : NetworkEntry.Named(request.Space),
            Evaluation = request.Options(Repeats),
            Regularization = request.Regularization,
            Threads = request.Threads,
        };
        request.RequireNoOther();
        return work.Run((progress, token) => WorkflowContext.FromMemory(batch, null).ScoreAsync(options, progress, null, token)).Document;
    }

    /// <summary>Studies a table: the document of <c>swapscore study --format json</c>, and the scores of every row.</summary>
    public static JsonObject Study(Request request, Batch batch, Work work)
    {
        var table = Table(request);
        var options = new StudyOptions
        {
            Kind = StudyKind.From(request.Space),
            Space = request.Space,
            Task = request.Task,
            Truth = table.Name,
            Samples = SampleRequest.BuiltIn(request.Task) with { Count = batch.Size },
            Evaluation = request.Options(Repeats),
            Regularization = request.Regularization,
            Threads = request.Threads,
            SkipInvalid = request.Whole("skipInvalid") is not (null or 0),
        };
        request.RequireNoOther();
        var outcome = (StudyOutcome)work.Run((progress, token) => WorkflowContext.FromMemory(batch, table).StudyAsync(options, progress, null, token));
        var document = outcome.Document;
        document["results"] = new JsonArray([.. outcome.Report.Evaluated.Select(one => Row(one.Entry, one.Result))]);
        return document;
    }

    /// <summary>Searches: the document of <c>swapscore search --format json</c>.</summary>
    public static JsonObject Search(Request request, Batch batch, Work work)
    {
        var isPublished = request.Whole("paper") is not (null or 0);
        var fitness = new FitnessChoice(Fitness(request.Text("fitness")));
        if (isPublished && request.Sets("fitness", "algorithm", "options.metrics") is { } other) throw new UsageException($"the paper sets {other} itself", "leave it out");
        var evaluation = request.Options(isPublished ? Repeats : RepeatsOfSearch, fitness.StandardMetric);
        var standard = new SearchOptions();
        var options = new SearchSessionOptions
        {
            Space = request.Space,
            Task = request.Task,
            Evaluation = evaluation,
            Regularization = request.Regularization,
            Fitness = fitness,
            Search = standard with
            {
                Algorithm = request.Text("algorithm") is { } name ? SearchAlgorithm.Find(name) : standard.Algorithm,
                Population = (int)(request.Whole("populationSize") ?? standard.Population),
                Tournament = (int?)request.Whole("tournamentSize"),
                Mutations = (int)(request.Whole("mutations") ?? standard.Mutations),
                Crossover = request.Number("crossover") ?? standard.Crossover,
                Evaluations = (int)(request.Whole("evaluations") ?? standard.Evaluations),
                Time = request.Number("maximumSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Budget = new SearchBudget
                {
                    Parameters = request.Whole("maximumParameters"),
                    Flops = request.Whole("maximumFlops"),
                    Bytes = request.Whole("maximumMemory"),
                    Seconds = request.Number("maximumLatency"),
                },
                Seed = evaluation.Seed,
            },
            Threads = request.Threads,
        };
        request.RequireNoOther();
        if (isPublished)
        {
            options = options.AsPublished();
            options = options with { Evaluation = options.Evaluation with { Repeats = evaluation.Repeats } };
        }

        return work.Run((progress, token) => WorkflowContext.FromMemory(batch, null).SearchAsync(options, progress, null, token)).Document;
    }

    /// <summary>The spaces and the metrics of the engine.</summary>
    public static JsonObject Catalog() => new()
    {
        ["schemaVersion"] = JsonText.SchemaVersion,
        ["version"] = WorkflowContext.Version,
        ["spaces"] = new JsonArray([.. SearchSpaces.All.Select(Describe)]),
        ["metrics"] = new JsonArray([.. MetricCatalog.Standard.Descriptions.Select(EvaluationJson.Node)]),
    };

    private static JsonObject Describe(ISearchSpace space)
    {
        var json = EvaluationJson.Node(space);
        json["tasks"] = new JsonArray([.. space.Tasks.Select(task => (JsonNode)task.Name)]);
        json["named"] = new JsonArray([.. space.Named.Select(named => (JsonNode)named.Name)]);
        return json;
    }

    private static TruthTable Table(Request request)
    {
        var architectures = request.Texts("architectures") ?? throw new UsageException("the request has no architectures");
        var accuracies = request.Numbers("accuracies") ?? throw new UsageException("the request has no accuracies");
        if (architectures.Count != accuracies.Count)
            throw new UsageException(Invariant($"there are {architectures.Count} architectures and {accuracies.Count} accuracies"));
        var rows = architectures.Zip(accuracies).Select((pair, i) => new TruthRow(i + 1, pair.First, pair.Second)).ToList();
        var lines = string.Join('\n', rows.Select(row => Invariant($"{row.Architecture},{row.Value:R}")));
        return new TruthTable(request.Text("table") ?? "table", [.. rows], [], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))[..16]);
    }

    private static JsonObject Row(StudyEntry entry, Evaluation.EvaluationResult result) => new()
    {
        ["row"] = entry.Row,
        ["architecture"] = entry.Architecture,
        ["accuracy"] = entry.Truth,
        ["failure"] = result.Missing,
        ["parameters"] = result.Parameters,
        ["flops"] = result.Flops,
        ["cutOff"] = result.IsCutOff,
        ["metrics"] = new JsonObject(result.Metrics.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)EvaluationJson.Node(pair.Value)))),
    };

    private static FitnessKind Fitness(string? name) => name is null ? FitnessKind.ByMetric
        : Enum.TryParse<FitnessKind>(name, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind
        : throw new UsageException($"the fitness '{name}' is unknown", "regularized, plain, adaptive and ranks are known");
}

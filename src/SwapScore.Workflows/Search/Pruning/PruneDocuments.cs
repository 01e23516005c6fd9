using System.Text.Json.Nodes;
using SwapScore.Json;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Search.Pruning;

/// <summary>What a pruning search writes for programs: its configuration and its result.</summary>
internal static class PruneDocuments
{
    /// <summary>Everything the history depends on.</summary>
    public static JsonObject Configuration(PruneSettings settings) => new()
    {
        ["schemaVersion"] = JsonText.SchemaVersion,
        ["version"] = ProductVersion.Text,
        ["space"] = settings.Space.Name,
        ["task"] = settings.Task.Name,
        ["options"] = EvaluationJson.Node(settings.Options.Evaluation),
        ["batch"] = EvaluationJson.BatchNode(settings.Batch.Size, settings.Batch.Fingerprint),
        ["algorithm"] = "Pruning",
        ["perRound"] = settings.Options.PerRound,
    };

    public static JsonObject Result(PruneSettings settings, IEnumerable<PruningRound> rounds, FoundArchitecture found)
    {
        var result = Configuration(settings);
        result["batch"] = EvaluationJson.Node(settings.Batch);
        result["architecture"] = found.Architecture.Text;
        found.AddTo(result);
        result["rounds"] = new JsonArray([.. rounds.Select(round => Round(settings.Space, round))]);
        return result;
    }

    private static JsonObject Round(IPrunableSpace space, PruningRound round) => new()
    {
        ["number"] = round.Number,
        ["ntk"] = JsonText.Number(round.Ntk),
        ["regions"] = JsonText.Number(round.Regions),
        ["measured"] = new JsonArray([.. round.Measured.Select(one => new JsonObject
        {
            ["edge"] = space.PrunableEdges[one.Edge].Name,
            ["operation"] = space.PrunableEdges[one.Edge].Operations[one.Operation],
            ["ntkChange"] = JsonText.Number(one.NtkChange),
            ["regionsChange"] = JsonText.Number(one.RegionsChange),
            ["rank"] = one.Rank,
            ["pruned"] = one.IsPruned,
        })]),
        ["remaining"] = round.Remaining.Text,
    };
}

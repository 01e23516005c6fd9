using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Trainings;

/// <summary>What a search with trainings writes for programs.</summary>
internal static class FewTrainingsDocuments
{
    /// <summary>Everything an accuracy depends on, beside the architecture and the number of epochs. Neither the search nor the number of trainings is in it: more trainings begin with those there are.</summary>
    public static JsonObject OfTrainings(FewTrainingsOptions options, TrainingData data)
    {
        var protocol = options.Protocol.ToJson();
        protocol["epochs"] = options.Epochs.Count > 0 ? new JsonArray([.. options.Epochs.Select(epochs => (JsonNode)epochs)]) : options.Protocol.Epochs;
        return new JsonObject
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["space"] = options.Search.Space.Name,
            ["protocol"] = protocol,
            ["seed"] = options.Trainings.Seed,
            ["device"] = options.Device.ToString(),
            ["threads"] = options.Search.Threads,
            ["data"] = data.Fingerprint,
        };
    }

    /// <summary>The document of the search, with the winner in the place of the fittest: it is the winner that is exported or trained from the folder.</summary>
    public static JsonObject Result(FewTrainingsOutcome outcome, FoundArchitecture found)
    {
        var (result, search) = ((JsonObject)outcome.Search.Document.DeepClone(), outcome.Search);
        var winner = SearchDocuments.Candidate(outcome.Best.Candidate, search.Fitness, search.Evaluation.Metrics);
        winner["accuracy"] = outcome.Best.Accuracy;
        found.AddTo(winner);
        var fittest = result["best"]!.DeepClone();
        result["best"] = winner;
        result["fittest"] = fittest;
        result["trainer"] = outcome.Trainer;
        result["trainings"] = new Detail("", null, outcome.Table).ToJson();
        return result;
    }
}

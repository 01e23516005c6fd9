using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Networks;
using SwapScore.Onnx;
using SwapScore.Onnx.Export;
using SwapScore.Onnx.Samples;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Json;

/// <summary>Requests of every kind go to another process as JSON, and the results that come back have the bits of this one.</summary>
public sealed class OtherProcessTests : IDisposable
{
    private const string ModelName = "cell.onnx";

    private static readonly IReadOnlyList<ISearchSpace> Spaces =
        [.. SearchSpaces.All, .. SearchSpaces.All.OfType<IPrunableSpace>().Select(space => new SuperNetworkSpace(space))];

    /// <summary>What both processes know; requests name samples by fingerprint alone.</summary>
    private static readonly BatchStore Batches = new(SearchSpaces.All.Select(space => BatchOf(space.Tasks[0])).DistinctBy(batch => batch.Fingerprint));

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Explicit = true)]
    public async Task Requests_OfEverySpaceAndOfAModel_GiveTheSameBitsInAnotherProcess()
    {
        var (model, models) = WriteModel(_folder);
        await using var _ = models;
        List<EvaluationRequest> requests = [.. Spaces.Select(Request), .. OfModel(model, models)];
        var results = await OtherProcess.AskAsync(requests, _folder, nameof(Answer_RequestsReadFromJson_HaveScores));
        var expected = await AnswerAsync(requests, models);
        Assert.Equal(expected.Select(OtherProcess.Untimed), results.Select(OtherProcess.Untimed));
        Assert.Equal(expected.Select(result => OtherProcess.Untimed(result).ContentHash), results.Select(result => OtherProcess.Untimed(result).ContentHash));
        Assert.Equal(requests.Count, requests.Select(request => request.ContentHash).Distinct().Count());
        Assert.NotEqual(results[^1].Metrics["swap"], results[^2].Metrics["swap"]);
    }

    /// <summary>Runs in the other process too, on the requests of a folder.</summary>
    [Fact]
    public async Task Answer_RequestsReadFromJson_HaveScores()
    {
        var folder = OtherProcess.Folder ?? _folder;
        await using var models = WriteModel(_folder).Models;
        if (OtherProcess.Folder is null) await File.WriteAllTextAsync(Path.Combine(folder, "requests.jsonl"), EvaluationJson.Write(Request(Spaces[0])));
        await OtherProcess.AnswerAsync(folder, async requests =>
        {
            var results = await AnswerAsync(requests, models);
            Assert.Equal(requests.Count, results.Count);
            Assert.All(results, result => Assert.Null(result.Failure));
            Assert.All(results, result => Assert.Equal(["swap", "flops"], result.Metrics.Keys));
            return results;
        });
    }

    private static EvaluationRequest Request(ISearchSpace space)
    {
        var architecture = space.Sample(RandomKey.FromSeed(7).Derive(RandomPurpose.Architecture, 0));
        var options = new EvaluationOptions
        {
            Metrics = ["swap", "flops"],
            Repeats = 1,
            Seed = long.MaxValue,
            Initializer = space.Name.EndsWith("supernet", StringComparison.Ordinal) ? "kaiming" : null,
            Device = ComputeDevice.Cpu,
        };
        return new EvaluationRequest(space.Name, architecture.Text, options, BatchOf(space.Tasks[0]).Fingerprint) { Task = space.Tasks[0].Name };
    }

    /// <summary>A model under two of the settings that only requests for models have.</summary>
    private static IEnumerable<EvaluationRequest> OfModel(string path, OnnxEvaluator models)
    {
        var options = new EvaluationOptions { Metrics = ["swap", "flops"], Repeats = 2, Initializer = "gaussian" };
        yield return models.CreateRequest(path, options);
        yield return models.CreateRequest(path, options with { Initializer = Initializers.Keep, Model = new ModelRunOptions { Normalization = NormalizationMode.Running } });
    }

    /// <summary>The same model in every process, wherever it lies.</summary>
    private static (string Path, OnnxEvaluator Models) WriteModel(string folder)
    {
        var space = SearchSpaces.Find("nasbench201");
        var path = Path.Combine(folder, ModelName);
        var network = space.BuildScoringNetwork(space.Parse("(1,2,3,2,3,1)"), space.Tasks[0], new Shape(3, 16, 16));
        OnnxExport.Save(network, new OnnxExportOptions { Normalization = NormalizationMode.Running }, path);
        var models = new OnnxEvaluator(SampleSource.Noise(new SampleOptions { Count = 8 }), 1);
        models.CreateRequest(path, new EvaluationOptions());
        return (path, models);
    }

    private static Batch BatchOf(SpaceTask task) => task.Preparation == ImagePreparation.Tokens
        ? TokenBatch.Create([.. Passages.BuiltIn.Take(4).Select(text => HashingTokenizer.Tokens(text, 16))], 16, TokenBatch.BertVocabulary, "passages")
        : TaskBatch.Create(task, BuiltInImages.Natural32.Resize(16), 4);

    private static async Task<List<EvaluationResult>> AnswerAsync(IReadOnlyList<EvaluationRequest> requests, OnnxEvaluator models)
    {
        await using var networks = new LocalEvaluator(Batches, 1, Spaces);
        var results = new List<EvaluationResult>();
        foreach (var request in requests)
            await foreach (var result in (request.Space == OnnxEvaluator.Space ? (IEvaluator)models : networks).EvaluateAsync([request]))
                results.Add(result);
        return results;
    }
}

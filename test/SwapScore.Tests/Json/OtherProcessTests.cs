using System.Diagnostics;
using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Tests.Json;

/// <summary>Requests of every kind go to another process as JSON, and the results that come back have the bits of this one.</summary>
public sealed class OtherProcessTests
{
    private const string FolderVariable = "SWAPSCORE_TEST_REQUESTS";

    private static readonly IReadOnlyList<ISearchSpace> Spaces =
        [.. SearchSpaces.All, .. SearchSpaces.All.OfType<IPrunableSpace>().Select(space => new SuperNetworkSpace(space))];

    /// <summary>What both processes know; requests name samples by fingerprint alone.</summary>
    private static readonly BatchStore Batches = new(SearchSpaces.All.Select(space => BatchOf(space.Tasks[0])).DistinctBy(batch => batch.Fingerprint));

    [Fact]
    public async Task Requests_OfEverySpace_GiveTheSameBitsInAnotherProcess()
    {
        var folder = Directory.CreateTempSubdirectory("swapscore").FullName;
        try
        {
            var requests = Spaces.Select(Request).ToList();
            await File.WriteAllLinesAsync(Path.Combine(folder, "requests.jsonl"), requests.Select(EvaluationJson.Write));
            await RunChildAsync(folder);
            var results = (await File.ReadAllLinesAsync(Path.Combine(folder, "results.jsonl"))).Select(EvaluationJson.ReadResult).ToList();
            var expected = await AnswerAsync(requests);
            Assert.Equal(expected.Select(Untimed), results.Select(Untimed));
            Assert.Equal(expected.Select(result => Untimed(result).ContentHash), results.Select(result => Untimed(result).ContentHash));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs in the other process too, on the requests of a folder.</summary>
    [Fact]
    public async Task Answer_RequestsReadFromJson_HaveScores()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        var lines = folder is null ? [EvaluationJson.Write(Request(Spaces[0]))] : await File.ReadAllLinesAsync(Path.Combine(folder, "requests.jsonl"));
        var results = await AnswerAsync([.. lines.Select(EvaluationJson.ReadRequest)]);
        if (folder is not null) await File.WriteAllLinesAsync(Path.Combine(folder, "results.jsonl"), results.Select(EvaluationJson.Write));
        Assert.Equal(lines.Length, results.Count);
        Assert.All(results, result => Assert.Null(result.Failure));
        Assert.All(results, result => Assert.Equal(["swap", "flops"], result.Metrics.Keys));
    }

    private static EvaluationRequest Request(ISearchSpace space)
    {
        var architecture = space.Sample(RandomKey.FromSeed(7).Derive(RandomPurpose.Architecture, 0));
        var options = new EvaluationOptions { Metrics = ["swap", "flops"], Repeats = 1, Seed = long.MaxValue, Initializer = space.Name.EndsWith("supernet", StringComparison.Ordinal) ? "kaiming" : null };
        return new EvaluationRequest(space.Name, architecture.Text, options, BatchOf(space.Tasks[0]).Fingerprint) { Task = space.Tasks[0].Name };
    }

    private static Batch BatchOf(SpaceTask task) => task.Preparation == ImagePreparation.Tokens
        ? TokenBatch.Of([.. Passages.BuiltIn.Take(4).Select(text => HashingTokenizer.Tokens(text, 16))], 16, TokenBatch.BertVocabulary, "passages")
        : TaskBatch.Of(task, BuiltInImages.Natural32, 4);

    private static async Task<List<EvaluationResult>> AnswerAsync(IReadOnlyList<EvaluationRequest> requests)
    {
        var results = new List<EvaluationResult>();
        foreach (var request in requests)
        {
            var batch = await Batches.FindAsync(request.BatchFingerprint);
            await foreach (var result in new LocalEvaluator(batch!, 1, Spaces).EvaluateAsync([request])) results.Add(result);
        }

        return results;
    }

    private static EvaluationResult Untimed(EvaluationResult result) => result with { Seconds = new EvaluationSeconds() };

    private static async Task RunChildAsync(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList = { "-method", $"*{nameof(Answer_RequestsReadFromJson_HaveScores)}" },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Insert(0, typeof(OtherProcessTests).Assembly.Location);
        start.Environment[FolderVariable] = folder;
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, output);
        Assert.Contains("Total: 1,", output, StringComparison.Ordinal);
    }
}

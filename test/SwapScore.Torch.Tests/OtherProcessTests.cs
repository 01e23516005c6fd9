using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Tests.Json;

namespace SwapScore.Torch.Tests;

/// <summary>Requests for metrics of gradients go to another process as JSON, and the results that come back have the bits of this one.</summary>
public sealed class OtherProcessTests
{
    private static readonly ISearchSpace Space = SearchSpaces.Find("nasbench201");
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 4).WithRandomLabels(10);

    [Fact]
    public async Task Requests_ForGradients_GiveTheSameBitsInAnotherProcess()
    {
        RequireLibtorch();
        var folder = Directory.CreateTempSubdirectory("swapscore").FullName;
        try
        {
            var results = await OtherProcess.AskAsync([Request()], folder, nameof(Answer_RequestsReadFromJson_HaveScores));
            var expected = await AnswerAsync([Request()]);
            Assert.Equal(expected.Select(OtherProcess.Untimed), results.Select(OtherProcess.Untimed));
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
        RequireLibtorch();
        if (OtherProcess.Folder is { } folder) await OtherProcess.AnswerAsync(folder, AnswerAsync);
        else Assert.Single(await AnswerAsync([Request()]));
    }

    private static EvaluationRequest Request() => new(
        Space.Name,
        Space.Parse("(1,2,3,2,3,1)").Text,
        new EvaluationOptions { Metrics = ["snip", "synflow", "swap"], Repeats = 2, BackEnd = GradientBackEnd.Libtorch },
        Images.Fingerprint);

    private static async Task<List<EvaluationResult>> AnswerAsync(IReadOnlyList<EvaluationRequest> requests)
    {
        await using var evaluator = new GradientEvaluator(Images, 1, [Space]);
        var results = new List<EvaluationResult>();
        await foreach (var result in evaluator.EvaluateAsync(requests)) results.Add(result);
        Assert.All(results, result => Assert.Null(result.Failure));
        Assert.All(results, result => Assert.Equal(["snip", "synflow", "swap"], result.Metrics.Keys));
        return results;
    }

    private static void RequireLibtorch()
    {
        try
        {
            TorchLibrary.Find();
        }
        catch (UnavailableException fault)
        {
            Assert.Skip($"there is no libtorch: {fault.Message}");
        }
    }
}

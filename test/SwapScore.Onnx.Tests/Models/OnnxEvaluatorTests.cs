using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;

namespace SwapScore.Onnx.Tests.Models;

public sealed class OnnxEvaluatorTests : IDisposable
{
    private static readonly EvaluationOptions Options = new() { Metrics = ["nwot", "neurons"], Repeats = 1 };
    private static readonly NoiseSamples Few = new(new SampleOptions { Count = 4, Side = 32 });
    private static readonly NoiseSamples Many = new(new SampleOptions { Count = 8, Side = 32 });

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task EvaluateAsync_ManyModelsAndBatches_AnswersEveryRequestByItsOwn()
    {
        string[] paths = [Write("a.onnx", Zoo.Vgg().Bytes), Write("b.onnx", Zoo.SqueezeNet().Bytes)];
        await using var evaluator = new OnnxEvaluator(Few, threads: 2);
        EvaluationRequest[] requests =
        [
            .. from path in paths
               from source in new[] { Few, Many }
               from keep in new[] { true, false }
               select evaluator.CreateRequest(
                   path,
                   Options with { Initializer = keep ? "keep" : "kaiming", Model = new ModelRunOptions { Normalization = keep ? NormalizationMode.Running : NormalizationMode.Batch } },
                   source),
        ];

        var together = await evaluator.EvaluateAsync(requests, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(8, together.Select(result => result.Request.ContentHash).Distinct().Count());
        Assert.Equal(requests, together.Select(result => result.Request));
        Assert.Equal(8, together.Select(result => result.Metrics["nwot"].Mean).Distinct().Count());
        foreach (var (i, path, source, keep) in from i in Enumerable.Range(0, 8) select (i, paths[i / 4], i / 2 % 2 == 0 ? Few : Many, i % 2 == 0))
        {
            var alone = await Scored.Of(path, source, Options, keep ? Scored.AsGiven : new OnnxScoringOptions { Initialization = WeightInitialization.Kaiming });
            Assert.Equal(alone.Metrics["nwot"], together[i].Metrics["nwot"]);
        }
    }

    [Fact]
    public async Task CreateRequest_ACopyOfAModel_IsEqual()
    {
        await using var evaluator = new OnnxEvaluator(Few, 1);
        var first = evaluator.CreateRequest(Write("a.onnx", Zoo.Vgg().Bytes), Options);
        Assert.Equal(first, evaluator.CreateRequest(Write("b.onnx", Zoo.Vgg().Bytes), Options));
        Assert.Equal(first, evaluator.CreateRequest(Path.Combine(_folder, "b.onnx"), Options, new NoiseSamples(new SampleOptions { Count = 4, Side = 32 })));
        Assert.NotEqual(first, evaluator.CreateRequest(Path.Combine(_folder, "b.onnx"), Options, Many));
    }

    [Fact]
    public async Task EvaluateAsync_ARequestOfAnotherEvaluator_AsksForTheModel()
    {
        var path = Write("a.onnx", Zoo.Vgg().Bytes);
        await using var maker = new OnnxEvaluator(Few, 1);
        var request = maker.CreateRequest(path, Options);
        var asked = new List<string>();
        await using var evaluator = new OnnxEvaluator(Few, 1, findModel: (content, _) =>
        {
            asked.Add(content);
            return ValueTask.FromResult(content == request.Architecture ? path : null);
        });

        var results = await evaluator.EvaluateAsync([request, request], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.All(results, result => Assert.Null(result.Failure));
        Assert.Equal([OnnxModel.Identify(path)], asked);
    }

    [Fact]
    public async Task EvaluateAsync_WhatIsNotHeld_IsRefusedBeforeAnyWork()
    {
        await using var evaluator = new OnnxEvaluator(Few, 1);
        var request = evaluator.CreateRequest(Write("a.onnx", Zoo.Vgg().Bytes), Options);

        await Refuses("the request is for model 0, which this evaluator does not hold", request with { Architecture = "0" });
        await Refuses("the request is for samples 0, which this evaluator does not hold", request with { BatchFingerprint = "0" });
        await Refuses("the request is for space darts, but this evaluator scores models in files", request with { Space = "darts" });
        await Refuses("initializer scoring cannot be used here (possible: auto, gaussian, kaiming, keep)", request with { Options = Options with { Initializer = "scoring" } });

        async Task Refuses(string message, EvaluationRequest refused)
        {
            var fault = await Assert.ThrowsAsync<UsageException>(async () => await evaluator.EvaluateAsync([request, refused]).ToListAsync());
            Assert.Equal(message, fault.Message);
        }
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}

using SwapScore.Evaluation;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>A file is opened and parsed once for its size, its request and its run.</summary>
public sealed class ReadOnceTests : IDisposable
{
    private static readonly EvaluationOptions Options = new() { Metrics = ["nwot", "neurons"], Repeats = 1 };
    private static readonly NoiseSamples Samples = new(new SampleOptions { Count = 4, Side = 32 });

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;
    private readonly List<string> _read = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task EvaluateAsync_FilesOfAFolder_ReadsEachOnce()
    {
        string[] paths = [Write("a.onnx", Zoo.Vgg().Bytes), Write("b.onnx", Zoo.SqueezeNet().Bytes), Write("c.onnx", Zoo.Vgg().Bytes)];
        await using var files = new OnnxEvaluator(new HeldModels(Samples, Count));

        Assert.Equal(3, files.ReadParameters(paths).Count);
        var results = await files.EvaluateFilesAsync(paths, Options, cancellation: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.All(results, result => Assert.Null(result.Failure));
        Assert.Equal(paths, _read);
    }

    [Fact]
    public async Task EvaluateAsync_RequestOfAFileThatIsGone_NeedsItNoMore()
    {
        var path = Write("a.onnx", Zoo.Vgg().Bytes);
        await using var evaluator = new OnnxEvaluator(Samples, threads: 1);
        var request = evaluator.CreateRequest(path, Options);
        File.Delete(path);

        var result = await evaluator.EvaluateAsync([request], TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);

        Write("a.onnx", Zoo.Vgg().Bytes);
        var again = await evaluator.EvaluateAsync([request], TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(again.Metrics, result.Metrics);
    }

    [Fact]
    public async Task EvaluateAsync_FileWrittenAnew_IsReadAnew()
    {
        var path = Write("a.onnx", Zoo.Vgg().Bytes);
        await using var files = new OnnxEvaluator(new HeldModels(Samples, Count));
        var first = files.ReadParameters([path])[0];
        Write("a.onnx", Zoo.SqueezeNet().Bytes);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddDays(1));
        Assert.NotEqual(first, files.ReadParameters([path])[0]);
        Assert.Equal(2, _read.Count);
    }

    [Fact]
    public void Look_LargeModels_NeverWaitTogether()
    {
        string[] paths = [Write("a.onnx", Zoo.Vgg().Bytes), Write("b.onnx", Zoo.SqueezeNet().Bytes)];
        var models = new WaitingModels(path => Count(path) with { Bytes = 1L << 30 });
        var contents = paths.Select(path => models.Look(path, model => model.Content)).ToList();

        models.Take(contents[1], paths[1]);
        Assert.Equal(paths, _read);
        models.Take(contents[0], paths[0]);
        Assert.Equal([.. paths, paths[0]], _read);
    }

    private ReadModel Count(string path)
    {
        _read.Add(path);
        return ReadModel.Read(path);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}

using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SkiaSharp;
using SwapScore.Cli.Shell;
using SwapScore.Readers.Images;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

public sealed class TrainTests : IDisposable
{
    private const int Side = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Run => Path.Combine(_folder, "run");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Train_ThenEvaluate_HasTheSameAccuracyAndSoHasTheModel()
    {
        WriteImages("train", 40);
        WriteImages("test", 16);
        var trained = await TrainAsync("--output", Run, "--json");
        Assert.Equal((ExitCode.Success, ""), (trained.Code, trained.Code == ExitCode.Success ? "" : trained.Error));
        var document = JsonNode.Parse(trained.Output)!;
        Assert.Equal(2, document["epochs"]!.AsArray().Count);
        foreach (var name in (string[])["config.json", "log.csv", "last.safetensors", "best.safetensors", "weights.safetensors", "model.onnx", "result.json", "report.html", "accuracy.svg", "loss.png"])
            Assert.True(File.Exists(Path.Combine(Run, name)), name);

        var evaluated = await Runner().RunAsync("evaluate", Run, "--data", Data, "--threads", "1", "--json");
        Assert.Equal(ExitCode.Success, evaluated.Code);
        var judged = JsonNode.Parse(evaluated.Output)!;
        Assert.Equal(document["accuracy"]!.GetValue<double>(), judged["accuracy"]!.GetValue<double>());
        Assert.Equal(document["confusion"]!.ToJsonString(), judged["confusion"]!.ToJsonString());

        // ONNX Runtime shares no arithmetic with libtorch.
        Assert.Equal(document["loss"]!.GetValue<double>(), LossOfModel(), tolerance: 1e-3);

        var resumed = await TrainAsync("--output", Run, "--json", "--resume");
        Assert.Equal(trained.Output, resumed.Output);
        Assert.Contains("holds a training already", (await TrainAsync("--output", Run)).Error, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task Train_PhotographsOfSeveralSizes_AreCroppedAndJudgedByTheirMiddles()
    {
        foreach (var (name, color) in new[] { ("red", SKColors.Red), ("green", SKColors.Green) })
            for (var image = 0; image < 6; image++)
                WriteImage(Path.Combine(Data, image < 4 ? "train" : "val", name, $"{image}.png"), color, 40 + 30 * image);
        File.WriteAllBytes(Path.Combine(Data, "train", "red", "torn.jpg"), [1, 2, 3]);
        var trained = await Runner().RunAsync(
            "train", "DARTS_V2", "--data", Data, "--preset", "darts-imagenet", "--epochs", "1", "--batch-size", "4", "--channels", "2", "--layers", "3", "--label-smoothing", "0.2", "--precision",
            "bfloat16", "--threads", "1", "--output", Run, "--json");
        Assert.Equal((ExitCode.Success, ""), (trained.Code, trained.Code == ExitCode.Success ? "" : trained.Error));
        Assert.Contains("1 files of train could not be read and are left out: torn.jpg", trained.Error, StringComparison.Ordinal);
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Run, "config.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(("bfloat16", 0.2, 0.4), ((string?)configuration["protocol"]!["precision"], (double?)configuration["protocol"]!["labelSmoothing"], (double?)configuration["protocol"]!["hue"] * 2));
        Assert.Equal("3×224×224", (string?)configuration["data"]!["shape"]);

        var evaluated = await Runner().RunAsync("evaluate", Run, "--data", Data, "--threads", "1", "--json");
        Assert.Equal(ExitCode.Success, evaluated.Code);
        Assert.Equal((double?)JsonNode.Parse(trained.Output)!["loss"], (double?)JsonNode.Parse(evaluated.Output)!["loss"]);
    }

    [Fact]
    public async Task Train_Share_IsKeptForValidation()
    {
        WriteImages("", 20);
        File.WriteAllBytes(Path.Combine(Data, "red", "torn.jpg"), [1, 2, 3]);
        var outcome = await TrainAsync("--validation", "0.25");
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Contains("30 images of 2 classes to learn from, 10 to be judged by", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("1 files of data could not be read and are left out: torn.jpg", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("10 images of 2 classes to learn from, 10", (await TrainAsync("--validation", "0.25", "--images", "10")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truth_MoreNetworks_KeepThoseThatAreTrainedAndStudiesReadThem()
    {
        WriteImages("train", 16);
        WriteImages("test", 8);
        var two = await TruthAsync("--count", "2");
        Assert.Equal((ExitCode.Success, 3), (two.Code, two.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        var five = await TruthAsync("--count", "5", "--resume");
        Assert.Contains("resuming: 2 of 5 networks are trained", five.Error, StringComparison.Ordinal);
        Assert.Contains("with 5 networks, a Spearman correlation of 0.7 has the 95 % interval", five.Error, StringComparison.Ordinal);
        Assert.StartsWith(two.Output, five.Output, StringComparison.Ordinal);
        var table = Path.Combine(Run, "truth.csv");
        Assert.Equal(five.Output, await File.ReadAllTextAsync(table, TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(Path.Combine(Run, "training")));

        var studied = await Runner().RunAsync("study", "nasbench201", "--truth", table, "--metric", "parameters", "--json", "--no-store");
        Assert.Equal(ExitCode.Success, studied.Code);
        Assert.Contains("5", studied.Output, StringComparison.Ordinal);
        Assert.Contains("holds a table already", (await TruthAsync("--count", "5")).Error, StringComparison.Ordinal);
        Assert.Contains("protocol.epochs was 1 and is 2", (await TruthAsync("--count", "5", "--resume", "--epochs", "2")).Error, StringComparison.Ordinal);

        Task<CommandOutcome> TruthAsync(params string[] options) => Runner().RunAsync(
        [
            "truth", "--space", "nasbench201", "--data", Data, "--batch-size", "16", "--channels", "4", "--layers", "1", "--threads", "1", "--output", Run, "--format", "csv",
            .. options.Contains("--epochs") ? options : [.. options, "--epochs", "1"],
        ]);
    }

    [Fact]
    public async Task Train_ImagesThatCannotBeLearned_AreOneLine()
    {
        Directory.CreateDirectory(Data);
        await RefusedAsync(ExitCode.Input, "holds no class folders");
        WriteImage(Path.Combine(Data, "red", "1.png"), SKColors.Red, Side);
        await RefusedAsync(ExitCode.Usage, "are of one class");
        Directory.CreateDirectory(Path.Combine(Data, "empty"));
        await RefusedAsync(ExitCode.Input, "holds no images");
        WriteImage(Path.Combine(Data, "empty", "1.png"), SKColors.Red, 2 * Side);
        await RefusedAsync(ExitCode.Usage, "have 2 sizes");
        WriteImage(Path.Combine(Data, "empty", "1.png"), SKColors.Red, Side);
        await RefusedAsync(ExitCode.Usage, "class empty has a single image");
        WriteImage(Path.Combine(Data, "empty", "2.png"), SKColors.Red, Side);
        WriteImage(Path.Combine(Data, "red", "2.png"), SKColors.Red, Side);
        await RefusedAsync(ExitCode.Usage, "unknown training protocol 'quik'", "--preset", "quik");
        await RefusedAsync(ExitCode.Usage, "the share of validation is above 0 and below 1, not 2", "--validation", "2");
        await RefusedAsync(ExitCode.Unavailable, "cuda:9 is not available", "--device", "cuda:9");
        await RefusedAsync(ExitCode.Usage, "they have no auxiliary head", "--preset", "darts-cifar10");
    }

    private async Task RefusedAsync(ExitCode code, string reason, params string[] options)
    {
        var outcome = await TrainAsync(options);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(code, outcome.Code);
    }

    private Task<CommandOutcome> TrainAsync(params string[] options) => Runner().RunAsync(
        ["train", "RESNET", "--space", "nasbench201", "--data", Data, "--epochs", "2", "--batch-size", "16", "--channels", "4", "--layers", "1", "--threads", "1", .. options]);

    private static CommandRunner Runner() => new() { Workflows = WorkflowContext.Standard };

    private double LossOfModel()
    {
        var images = ClassFolders.Read(Path.Combine(Data, "test"), classes: ["green", "red"]).Images.With(ClassFolders.Read(Path.Combine(Data, "train")).Images.Normalization);
        var batch = images.ToBatch(0, images.Count);
        using var session = new InferenceSession(Path.Combine(Run, "model.onnx"));
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(batch.Values.ToArray(), [images.Count, 3, Side, Side]))]);
        var logits = results[0].AsEnumerable<float>().Chunk(2).ToList();
        return logits.Select((row, image) => Math.Log(row.Sum(logit => Math.Exp(logit))) - row[images.Labels!.Value[image]]).Average();
    }

    private void WriteImages(string part, int perClass)
    {
        foreach (var (name, color) in new[] { ("red", new SKColor(200, 40, 40)), ("green", new SKColor(40, 200, 40)) })
            for (var image = 0; image < perClass; image++)
                WriteImage(Path.Combine(Data, part, name, $"{image:00}.png"), color.WithBlue((byte)(image * 3)), Side);
    }

    private static void WriteImage(string path, SKColor color, int side)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(color);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
    }
}

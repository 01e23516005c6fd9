using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Cli.Shell;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>On the real spaces: what is exported has to be what other programs read.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Export_Model_SaysOfItselfWhatItIs()
    {
        var path = Path.Combine(_folder, "model.onnx");
        var outcome = await RunAsync("export", "PDARTS", "--output", path, "--seed", "5", "--repeat", "2");
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Empty(outcome.Output);
        Assert.Equal($"wrote {path}: 48 nodes, 1510 parameters, input 3×32×32, weights gaussian, seed 5, repeat 2\n", outcome.Error);
        Assert.Equal(path, Assert.Single(Directory.GetFiles(_folder)));
        using var session = new InferenceSession(path);
        var metadata = session.ModelMetadata.CustomMetadataMap;
        Assert.Equal(("darts", "scoring", "gaussian", "5", "2", "batch"),
            (metadata["space"], metadata["network"], metadata["initializer"], metadata["seed"], metadata["repeat"], metadata["normalization"]));
        Assert.Equal(SearchSpaces.Find("darts").Parse("PDARTS").Text, metadata["architecture"]);
        Assert.Equal([-1, 3, 32, 32], session.InputMetadata["input"].Dimensions);
    }

    [Theory]
    [InlineData("PDARTS", "full", "3×32×32", "fan-in-uniform")]
    [InlineData("PDARTS", "imagenet", "3×224×224", "fan-in-uniform")]
    [InlineData("PDARTS", "imagenet --image-size 96 --init kaiming --norm batch", "3×96×96", "kaiming")]
    [InlineData("RESNET", "scoring --space nasbench201", "3×32×32", "gaussian")]
    [InlineData("RESNET", "full --space nasbench201 --task cifar100", "3×32×32", "fan-in-uniform")]
    [InlineData("BERT_LIKE", "scoring --space flexibert --sequence-length 20", "1×1×20", "transformer")]
    public async Task Export_OtherNetworks_AreWhatWasAskedFor(string architecture, string network, string input, string initializer)
    {
        var path = Path.Combine(_folder, "model.onnx");
        if (architecture == "BERT_LIKE") architecture = SearchSpaces.Find("flexibert").Named[0].Name;
        var outcome = await RunAsync(["export", architecture, "--output", path, "--network", .. network.Split(' ')]);
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Contains($"input {input}, weights {initializer}", outcome.Error, StringComparison.Ordinal);
        using var session = new InferenceSession(path);
        Assert.Single(session.InputNames);
    }

    [Theory]
    [InlineData("--network cannot be used with --format genotype", "--network", "full", "--format", "genotype")]
    [InlineData("--image-size cannot be used with --format text", "--image-size", "64")]
    [InlineData("--seed cannot be used with --format json", "--seed", "1", "--format", "json")]
    public async Task Export_OptionThatWouldBeIgnored_IsRefused(string message, params string[] options)
    {
        var outcome = await RunAsync(["export", "PDARTS", .. options]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.StartsWith($"error: {message}", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ExistingFile_IsKeptUnlessForced()
    {
        var path = Path.Combine(_folder, "model.onnx");
        await File.WriteAllTextAsync(path, "mine", TestContext.Current.CancellationToken);
        var refused = await RunAsync("export", "PDARTS", "--output", path);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Equal($"error: {path} exists\nhint: --force replaces it\n", refused.Error);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Success, (await RunAsync("export", "PDARTS", "--output", path, "--force")).Code);
        Assert.True(new FileInfo(path).Length > 1000);
    }

    [Theory]
    [InlineData("missing/model.onnx", "there is no folder")]
    [InlineData("taken.onnx", "cannot write")]
    public async Task Export_WhereNothingCanBeWritten_IsRefusedBeforeTheWork(string name, string reason)
    {
        // What is in the way is a folder of the name that is written under first: that stops root too.
        Directory.CreateDirectory(Path.Combine(_folder, "taken.onnx.tmp"));
        var outcome = await RunAsync("export", "PDARTS", "--output", Path.Combine(_folder, name));
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>What a search has found is taken from its run folder, with its space.</summary>
    [Fact]
    public async Task Export_RunFolder_IsTheArchitectureFound()
    {
        var folder = Path.Combine(_folder, "run");
        Directory.CreateDirectory(folder);
        Assert.Contains("holds no result of a search", (await RunAsync("export", folder)).Error, StringComparison.Ordinal);
        var found = SearchSpaces.Find("nasbench201").Sample(RandomKey.FromSeed(4)).Text;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "result.json"),
            new JsonObject { ["space"] = "nasbench201", ["task"] = "cifar10", ["best"] = new JsonObject { ["architecture"] = found } }.ToJsonString(),
            TestContext.Current.CancellationToken);
        Assert.Equal($"{found}\n", (await RunAsync("export", folder)).Output);
        Assert.Contains("--space cannot be used with a run folder", (await RunAsync("export", folder, "--space", "darts")).Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "result.json"), "{", TestContext.Current.CancellationToken);
        var damaged = await RunAsync("export", folder);
        Assert.Equal(ExitCode.Input, damaged.Code);
        Assert.Contains("result.json is damaged", damaged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Interrupted_LeavesNothing()
    {
        using var interruption = new Interruption();
        interruption.Request(ExitCode.Interrupted);
        var outcome = await RunAsync(interruption, "export", "PDARTS", "--output", Path.Combine(_folder, "model.onnx"));
        Assert.Equal(ExitCode.Interrupted, outcome.Code);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("darts")]
    [InlineData("nasbench101")]
    [InlineData("nasbench201")]
    [InlineData("nasbench301")]
    [InlineData("transnas-micro")]
    [InlineData("transnas-macro")]
    [InlineData("flexibert")]
    public async Task Export_Text_IsReadBack(string name)
    {
        var space = SearchSpaces.Find(name);
        var named = space.Named is [var first, ..] ? first : null;
        var architecture = named?.Architecture ?? space.Sample(RandomKey.FromSeed(0));
        var text = await RunAsync("export", architecture.Text, "--space", name);
        Assert.Equal(architecture.Text + "\n", text.Output);
        var json = JsonNode.Parse((await RunAsync("export", architecture.Text, "--space", name, "--format", "json")).Output)!;
        Assert.Equal(architecture.Text, space.Parse((string)json["architecture"]!).Text);
        Assert.Equal((name, named?.Name), ((string?)json["space"], (string?)json["name"]));
    }

    [Fact]
    public async Task Export_Genotype_IsALineOfGenotypesPy()
    {
        var path = Path.Combine(_folder, "genotypes.py");
        var outcome = await RunAsync("export", "darts_v2", "--format", "genotype", "--output", path);
        Assert.Equal((ExitCode.Success, ""), (outcome.Code, outcome.Output));
        var line = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.StartsWith("DARTS_V2 = Genotype(normal=[('sep_conv_3x3', 0), ", line, StringComparison.Ordinal);
        Assert.Equal(SearchSpaces.Find("darts").Parse("DARTS_V2").Text, SearchSpaces.Find("darts").Parse(line).Text);

        var json = JsonNode.Parse((await RunAsync("export", "darts_v2", "--format", "json", "--network", "full")).Output)!;
        Assert.Equal(SearchSpaces.Find("darts").Parse("DARTS_V2").Text, SearchSpaces.Find("darts").Parse(json["genotype"]!.ToJsonString()).Text);
        Assert.Equal(3_349_342, (long)json["parameters"]!);
    }

    private static async Task<CommandOutcome> RunAsync(params string[] arguments)
    {
        using var interruption = new Interruption();
        return await RunAsync(interruption, arguments);
    }

    private static async Task<CommandOutcome> RunAsync(Interruption interruption, params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var terminal = new Terminal { In = TextReader.Null, Out = output, Error = error };
        var code = await CommandLine.RunAsync(arguments, terminal, WorkflowContext.Standard, interruption);
        return new CommandOutcome((ExitCode)code, output.ToString(), error.ToString());
    }
}

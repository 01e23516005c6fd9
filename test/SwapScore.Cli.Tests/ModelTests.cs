using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Onnx.Tests.Models;

namespace SwapScore.Cli.Tests;

/// <summary>Ranking and inspecting models in files, as users type it.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("swapscore");

    public ModelTests()
    {
        Write("narrow.onnx", Zoo.SqueezeNet(4));
        Write("wide.onnx", Zoo.SqueezeNet(16));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>An option of two words must not be taken for a flag.</summary>
    [Fact]
    public async Task Score_ActivationsPublished_IsRead()
    {
        var outcome = await new CommandRunner().RunAsync("score", "missing.onnx", "--activations", "published");
        Assert.Contains("there is no file missing.onnx", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await new CommandRunner().RunAsync("score", "missing.onnx", "--activations", "some")).Code);
    }

    [Fact]
    public async Task Folder_IsRankedBestFirst_AndAFailedModelIsARowWithItsReason()
    {
        await File.WriteAllTextAsync(At("broken.onnx"), "this is no model", TestContext.Current.CancellationToken);

        var outcome = await new CommandRunner().RunAsync(
            "score", _folder.FullName, At("missing.onnx"), "--image-size", "32", "--batch-size", "12", "--metric", "swap,parameters,nwot", "--repeats", "2", "--json");

        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        var results = JsonNode.Parse(outcome.Output)!["results"]!.AsArray();
        Assert.Equal(["wide.onnx", "narrow.onnx", "broken.onnx", "missing.onnx"], results.Select(result => (string?)result!["name"]));
        Assert.Equal(2, results[0]!["metrics"]!["swap"]!["values"]!.AsArray().Count);
        Assert.Contains("is not an ONNX model", (string?)results[2]!["failure"]);
        Assert.Contains("warning: broken.onnx has no score", outcome.Error);
    }

    [Fact]
    public async Task EmptyFile_IsReportedOnceWithWhatToGive()
    {
        await File.WriteAllBytesAsync(At("empty.onnx"), [], TestContext.Current.CancellationToken);

        var outcome = await new CommandRunner().RunAsync("score", At("empty.onnx"));

        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        Assert.Contains("empty.onnx: it is empty", outcome.Output);
        Assert.StartsWith("warning: empty.onnx has no score: it is empty; give an .onnx file", Assert.Single(outcome.Error.Split('\n'), line => line.StartsWith("warning:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TrainedNumbersThatRemain_AreNamedInTheTableInJsonAndInAWarning()
    {
        var sketch = new Sketch();
        var x = sketch.Node("MatMul", [sketch.Input("x", Onnx.Schema.TensorProto.Types.DataType.Float, -1, 6), sketch.Weight("w", 6, 6)]);
        Write("trained.onnx", sketch.Output(sketch.Node("Relu", [sketch.Node("Max", [x, sketch.Weight("least", 6)])])));
        string[] arguments = ["score", At("trained.onnx"), "--data", "noise", "--batch-size", "8"];

        var table = await new CommandRunner().RunAsync(arguments);
        var json = await new CommandRunner().RunAsync([.. arguments, "--json"]);
        var kept = await new CommandRunner().RunAsync([.. arguments, "--init", "keep", "--json"]);

        Assert.Contains("trained.onnx (trained numbers remain)", table.Output);
        Assert.Contains("warning: trained.onnx: trained numbers remain in its score: it is not known what least is for", table.Error);
        Assert.True((bool?)JsonNode.Parse(json.Output)!["results"]![0]!["trainedNumbersRemain"]);
        Assert.Null(JsonNode.Parse(kept.Output)!["results"]![0]!["trainedNumbersRemain"]);
    }

    [Fact]
    public async Task Inspect_NamesTheDimensionOfSamples_OfInputsAndOfWhatIsObserved()
    {
        var sketch = new Sketch();
        var sequence = sketch.Input("sequence", Onnx.Schema.TensorProto.Types.DataType.Float, 3, -1, 4);
        sketch.Model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimParam = "batch";
        var merged = sketch.Node("Reshape", [sketch.Activation("first/Relu", sequence), sketch.Constant(-1, 4)]);
        Write("turned.onnx", sketch.Output(sketch.Activation("second/Relu", sketch.Node("MatMul", [merged, sketch.Weight("w", 4, 5)]))));
        string[] arguments = ["inspect", At("turned.onnx")];

        var text = await new CommandRunner().RunAsync(arguments);
        var json = JsonNode.Parse((await new CommandRunner().RunAsync([.. arguments, "--json"])).Output)!;

        Assert.Contains("float 3×batch×4, samples in dimension 1", text.Output);
        Assert.Matches("first/Relu .* dimension 1\n", text.Output.ReplaceLineEndings("\n"));
        Assert.Matches("second/Relu .* dimension 0 \\(3×N\\)", text.Output);
        Assert.Equal(1, (int?)json["inputs"]![0]!["sampleDimension"]);
        Assert.Contains("\"samples\":\"dimension 1\"", json.ToJsonString().Replace("\\u00D7", "×", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ModelThatDrawsRandomNumbers_IsRefusedTheSameEveryTime()
    {
        var sketch = new Sketch();
        var x = sketch.Node("MatMul", [sketch.Input("x", Onnx.Schema.TensorProto.Types.DataType.Float, -1, 6), sketch.Weight("w", 6, 6)]);
        Write("random.onnx", sketch.Output(sketch.Node("Relu", [sketch.Node("Add", [x, sketch.Node("RandomNormalLike", [x])])])));

        var first = await new CommandRunner().RunAsync("score", At("random.onnx"), "--data", "noise", "--batch-size", "8");
        var again = await new CommandRunner().RunAsync("score", At("random.onnx"), "--data", "noise", "--batch-size", "8");

        Assert.Equal(ExitCode.PartlyFailed, first.Code);
        Assert.Contains("draws random numbers while it runs", first.Output);
        Assert.Equal(first.Output, again.Output);
    }

    [Fact]
    public async Task SameModels_SameSeed_SameScores()
    {
        string[] arguments = ["score", At("wide.onnx"), "--image-size", "32", "--batch-size", "12", "--json"];

        var first = JsonNode.Parse((await new CommandRunner().RunAsync(arguments)).Output)!["results"]!.ToJsonString();
        var again = JsonNode.Parse((await new CommandRunner().RunAsync(arguments)).Output)!["results"]!.ToJsonString();

        Assert.Equal(first, again);
        Assert.Contains("\"values\":[", first);
    }

    [Fact]
    public async Task Noise_IsWarnedOf_AndAScoreAtItsBoundToo()
    {
        var outcome = await new CommandRunner().RunAsync("score", At("wide.onnx"), "--image-size", "32", "--batch-size", "6", "--data", "noise");

        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Contains("noise says less than real samples", outcome.Error);
        Assert.Contains("at the bound of what 6 samples can show", outcome.Error);
    }

    [Fact]
    public async Task NumbersFromAFile_AreFed()
    {
        await File.WriteAllBytesAsync(At("batch.npy"), NumberFile(9, 3, 32, 32), TestContext.Current.CancellationToken);

        var whole = await new CommandRunner().RunAsync("score", At("wide.onnx"), "--data", At("batch.npy"), "--batch-size", "9", "--init", "keep", "--json");
        var tooMany = await new CommandRunner().RunAsync("score", At("wide.onnx"), "--data", At("batch.npy"), "--batch-size", "10", "--json");

        Assert.Equal(ExitCode.Success, whole.Code);
        Assert.Contains("9 samples of batch.npy", whole.Error);
        Assert.Equal(ExitCode.PartlyFailed, tooMany.Code);
        Assert.Contains("10 samples were asked for, but batch.npy holds 9", tooMany.Error);
    }

    [Theory]
    [InlineData("softmax-confidence cannot be computed of an ONNX model", "--metric", "softmax-confidence")]
    [InlineData("--mean and --std belong together", "--mean", "0,0,0")]
    [InlineData("--std takes three positive numbers", "--mean", "0,0,0", "--std", "0,0,0")]
    [InlineData("'SMALL' is neither an .onnx file nor a folder", "SMALL")]
    [InlineData("--space is for architectures of a space", "--space", "nasbench201")]
    [InlineData("--file is for architectures of a space", "--file", "list.txt")]
    public async Task WrongUsage_IsExplainedInOneLine(string expected, params string[] more)
    {
        var outcome = await new CommandRunner().RunAsync(["score", At("wide.onnx"), .. more]);

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(expected, outcome.Error);
    }

    [Theory]
    [InlineData("missing.npy", "there is no file or folder")]
    [InlineData("broken.npy", "broken.npy is no .npy file")]
    public async Task DataThatCannotBeRead_EndsTheCommandBeforeAnyModel(string name, string reason)
    {
        await File.WriteAllTextAsync(At("broken.npy"), "these are no numbers", TestContext.Current.CancellationToken);

        var outcome = await new CommandRunner().RunAsync("score", At("wide.onnx"), "--data", At(name));

        Assert.Equal(ExitCode.Input, outcome.Code);
        Assert.Contains(reason, outcome.Error);
    }

    [Fact]
    public async Task ModelsOfOneName_AreToldApartByTheirFolders()
    {
        var other = _folder.CreateSubdirectory("other");
        File.Copy(At("wide.onnx"), Path.Combine(other.FullName, "wide.onnx"));

        var outcome = await new CommandRunner().RunAsync(
            "score", At("wide.onnx"), other.FullName, At("narrow.onnx"), "--image-size", "32", "--batch-size", "6", "--metric", "parameters", "--json");

        var names = JsonNode.Parse(outcome.Output)!["results"]!.AsArray().Select(result => (string?)result!["name"]);
        Assert.Equal(new[] { At("wide.onnx"), Path.Combine(other.FullName, "wide.onnx"), "narrow.onnx" }.ToHashSet(), names.OfType<string>().ToHashSet());
    }

    [Fact]
    public async Task Inspect_ShowsWhatIsObserved()
    {
        Write("gates.onnx", Zoo.Gates());

        var outcome = await new CommandRunner().RunAsync("inspect", At("gates.onnx"), "--json");

        Assert.Equal(ExitCode.Success, outcome.Code);
        var document = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(Zoo.Gates().Activations.Count, document["activations"]!.AsArray().Count);
        Assert.Equal(document["activations"]!.AsArray().Sum(activation => (double)activation!["neurons"]!), (double)document["neurons"]!);
        Assert.Contains(document["notes"]!.AsArray(), note => ((string)note!).Contains("Tanh", StringComparison.Ordinal));
        Assert.Contains("HardSwish", (await new CommandRunner().RunAsync("inspect", At("gates.onnx"))).Output);
    }

    [Fact]
    public async Task Inspect_OfADamagedModel_Exits3WithAHint()
    {
        await File.WriteAllTextAsync(At("broken.onnx"), "this is no model", TestContext.Current.CancellationToken);

        var outcome = await new CommandRunner().RunAsync("inspect", At("broken.onnx"));

        Assert.Equal(ExitCode.Input, outcome.Code);
        Assert.Contains("hint: give an .onnx file", outcome.Error);
        Assert.Empty(outcome.Output);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, Sketch sketch) => File.WriteAllBytes(At(name), sketch.Bytes);

    /// <summary>An array of float32 as numpy.save writes it.</summary>
    private static byte[] NumberFile(params int[] shape)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}), }}";
        header = header.PadRight((header.Length + 10 + 63) / 64 * 64 - 11) + "\n";
        var values = Enumerable.Range(0, shape.Aggregate((product, side) => product * side)).SelectMany(i => BitConverter.GetBytes(MathF.Sin(i * 0.7f)));
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header.Select(character => (byte)character), .. values];
    }
}

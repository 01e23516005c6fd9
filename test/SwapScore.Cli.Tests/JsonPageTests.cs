using System.Text.Json.Nodes;
using SwapScore.Json;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Storage;
using SwapScore.Tests;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>The page on JSON documents names every field that commands write, and its examples have no other ones.</summary>
public sealed class JsonPageTests : IDisposable
{
    private const string Page = "docs/reference/json.md";

    // Their fields are names of metrics, tables and text forms.
    private static readonly HashSet<string> Maps = ["metrics", "scores", "undefined", "spearman", "forms", "tables", "facts"];

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("`score`", null, "score", "5", "SMALL", "--metric", "swap,swap-regularised", "--repeats", "2")]
    [InlineData("`study`", null, "study", "darts", "--truth", "t.csv", "--repeats", "3")]
    [InlineData("`study`", "report.json", "study", "darts", "--truth", "t.csv", "--repeats", "3")]
    [InlineData("`config.json` of a study", "config.json", "study", "darts", "--truth", "t.csv", "--limit", "5")]
    [InlineData("`environment.json`", "environment.json", "study", "darts", "--truth", "t.csv")]
    [InlineData("`ablate`", "ablation.json", "ablate", "--truth", "t.csv", "--image-size", "4", "--initializer", "gaussian", "--repeats", "1", "--seeds", "2")]
    [InlineData("`search`", "result.json", "search", "--evaluations", "20", "--population", "5", "--max-parameters", "500", "--max-flops", "9000", "--time", "100", "--repeats", "1")]
    [InlineData("`config.json` of a search", "config.json", "search", "--evaluations", "20", "--population", "5", "--max-parameters", "500", "--max-flops", "9000", "--time", "100")]
    [InlineData("`screen`", null, "screen", "--sample", "9", "--keep", "2")]
    [InlineData("`prune`", "result.json", "prune", "--space", "nasbench201")]
    [InlineData("`config.json` of pruning", "config.json", "prune", "--space", "nasbench201")]
    public async Task Document_OfACommand_HasItsFieldsOnThePage(string section, string? file, params string[] line)
    {
        var outcome = await (line[0] == "prune" ? PruneTests.Runner() : new CommandRunner()).RunAsync([.. line, .. file is null ? ["--json"] : new[] { "--output", _folder }]);
        var document = Read(file is null ? outcome.Output : File.ReadAllText(PathOf(file)));

        // The report in a folder goes without the seconds of the one that is printed.
        RequireOnPage(document, Section(section), hasExample: file != "report.json");
    }

    [Fact]
    public async Task Document_OfModelsInFiles_HasItsFieldsOnThePage()
    {
        File.WriteAllBytes(PathOf("wide.onnx"), Zoo.SqueezeNet(16).Bytes);
        File.WriteAllBytes(PathOf("empty.onnx"), []);
        var outcome = await new CommandRunner().RunAsync("score", _folder, "--image-size", "32", "--metric", "swap,parameters,nwot", "--repeats", "2", "--json");
        RequireOnPage(Read(outcome.Output), Section("`score`") + Find("`score` of models in files"));
    }

    [Fact]
    public async Task Document_OfAReproduction_HasItsFieldsOnThePage()
    {
        ReproduceTests.WriteTable(_folder);
        var runner = new CommandRunner { Workflows = WorkflowContext.Standard };
        var outcome = await runner.RunAsync("reproduce", "fig10", "fig7", "--quick", "--data-root", _folder, "--output", PathOf("out"), "--threads", "1", "--json");
        var document = Read(outcome.Output);
        Assert.Equal(outcome.Output, File.ReadAllText(PathOf("out/report.json")));

        // Their fields are the columns of tables for people.
        foreach (var artefact in document["artefacts"]!.AsArray())
            artefact!["tables"] = new JsonObject();
        RequireOnPage(document, Section("`reproduce`"));
    }

    [Theory]
    [InlineData("`space list`", "space", "list")]
    [InlineData("`space show`", "space", "show", "darts")]
    [InlineData("`space sample`", "space", "sample", "darts", "--count", "2")]
    [InlineData("`metric list`", "metric", "list")]
    [InlineData("`metric show`", "metric", "show", "swap")]
    [InlineData("`data list`", "data", "list", "--data-root", "FOLDER")]
    [InlineData("`data get`, `data verify`", "data", "verify", "darts", "--data-root", "FOLDER")]
    [InlineData("`inspect`", "inspect", "FOLDER/wide.onnx")]
    [InlineData("`store list`", "store", "list", "--store", "FOLDER/scores.db")]
    [InlineData("`store query`, `store show`", "store", "query", "--store", "FOLDER/scores.db")]
    public async Task Document_OfAnotherCommand_HasItsFieldsInItsRow(string row, params string[] line)
    {
        File.WriteAllBytes(PathOf("wide.onnx"), Zoo.SqueezeNet(16).Bytes);
        if (line[0] == "store") await new CommandRunner().RunAsync("score", "3", "--store", PathOf("scores.db"), "--repeats", "1");
        var outcome = await new CommandRunner().RunAsync([.. line.Select(word => word.Replace("FOLDER", _folder, StringComparison.Ordinal)), "--json"]);
        var document = Read(outcome.Output);
        Assert.Equal(JsonText.SchemaVersion, (int?)document["schemaVersion"]);
        document.Remove("schemaVersion");
        var text = Find("Other commands").Split('\n').Single(one => one.StartsWith($"| {row} |", StringComparison.Ordinal));
        if (text.Contains("(#result)", StringComparison.Ordinal)) text += Section("Result") + Find("Request");
        Assert.All(Fields(document).Distinct(), field => Assert.True(text.Contains($"`{field}`", StringComparison.Ordinal), $"{Page}: the row of {row} does not describe '{field}'"));
    }

    [Fact]
    public void Examples_OfMostDocuments_AreThere() =>
        Assert.All(["`score`", "`score` of models in files", "`study`", "`ablate`", "`search`", "`prune`", "`screen`", "`reproduce`", "`environment.json`"], name => Assert.NotNull(Example(Section(name))));

    private string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>The page names every field of a document, its example has no other ones, and both can be read back.</summary>
    private static void RequireOnPage(JsonObject document, string text, bool hasExample = true)
    {
        var written = Fields(document).ToHashSet();
        Assert.All(written, field => Assert.True(text.Contains($"`{field}`", StringComparison.Ordinal), $"{Page} does not describe '{field}'"));
        Require(document);
        if (!hasExample || Example(text) is not { } example) return;
        Require(Read(example));
        Assert.Empty(Fields(Read(example)).Except(written));
    }

    /// <summary>Options and batch are those of the one serializer.</summary>
    private static void Require(JsonObject document)
    {
        Assert.Equal(JsonText.SchemaVersion, (int?)document["schemaVersion"]);
        if (document["options"]?.DeepClone().AsObject() is not { } options) return;
        options["schemaVersion"] = JsonText.SchemaVersion;
        EvaluationJson.ReadOptions(options.ToJsonString());
    }

    private static JsonObject Read(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>Names of all fields, at any depth; an example may leave items of lists out.</summary>
    private static IEnumerable<string> Fields(JsonNode? node, bool isMap = false) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Fields(field.Value, field.Value is JsonObject && Maps.Contains(field.Key)).Concat(isMap ? [] : [field.Key])),
        JsonArray items => items.SelectMany(item => Fields(item)),
        _ => [],
    };

    /// <summary>A section, with those that all documents share.</summary>
    private static string Section(string title) => string.Concat(Find("Fields of many documents"), Find("Options"), Find("Batch"), Find(title));

    private static string Find(string title)
    {
        var page = Prose.Read(Page);
        var start = page.IndexOf($"## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{Page} has no section '{title}'");
        var end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
        return page[start..(end < 0 ? page.Length : end)];
    }

    private static string? Example(string section) => Prose.CodeBlocks(section, "json") is [.., var last] ? last : null;
}

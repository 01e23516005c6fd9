using System.Text.Json.Nodes;
using SwapScore.Networks;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Export;

/// <summary>Architectures as texts.</summary>
internal static class ExportTexts
{
    private const string NamelessGenotype = "SWAPSCORE";

    // Names of text forms, for spaces that have them.
    private const string PythonForm = "python";
    private const string JsonForm = "json";

    /// <summary>One line that <c>swapscore score</c> reads.</summary>
    public static string Text(ExportedNetwork exported) => exported.Architecture.Text + "\n";

    /// <summary>A line of <c>genotypes.py</c>, from which the DARTS repository's <c>train.py --arch NAME</c> takes its network.</summary>
    /// <exception cref="UsageException">The space has no genotypes.</exception>
    public static string Genotype(ExportedNetwork exported) => exported.Form(PythonForm) is { } genotype
        ? $"{exported.Name ?? NamelessGenotype} = {genotype}\n"
        : throw new UsageException($"only DARTS cells are written as genotypes, not those of the space {exported.Space.Name}", "write it as text or as JSON");

    /// <exception cref="UsageException">The architecture has no such network.</exception>
    /// <exception cref="NetworkException">The images are too small for it.</exception>
    public static string Json(ExportedNetwork exported)
    {
        var network = exported.Build();
        var document = new JsonObject
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = ProductVersion.Text,
            ["space"] = exported.Space.Name,
            ["task"] = exported.Task.Name,
            ["architecture"] = exported.Architecture.Text,
            ["name"] = exported.Name,
            ["network"] = Word(exported.Size),
            ["input"] = exported.Input.ToString(),
            ["parameters"] = network.Parameters,
            ["flops"] = network.Flops(),
            ["neurons"] = network.Neurons,
        };
        if (exported.Form(JsonForm) is { } genotype) document["genotype"] = JsonNode.Parse(genotype);
        return JsonText.Document(document);
    }

    /// <summary>The value of --network as a user types it.</summary>
    public static string Word(NetworkSize size) => size switch
    {
        NetworkSize.Scoring => "scoring",
        NetworkSize.Full => "full",
        _ => "imagenet",
    };
}

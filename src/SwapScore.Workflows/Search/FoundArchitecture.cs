using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search;

/// <summary>What a search of any kind ends with, as it is shown and written: its text forms, and its sizes, which are counted once.</summary>
internal sealed class FoundArchitecture
{
    private const int ShortLength = 40;

    internal FoundArchitecture(ISearchSpace space, SpaceTask task, IArchitecture architecture)
    {
        Architecture = architecture;
        Forms = [.. space.Forms(architecture)];
        Sizes =
        [
            .. from size in space.FullSizes(task)
               let network = size.Build(architecture)
               select (size.Name, size.Description, network.Parameters, network.Flops()),
        ];
    }

    /// <summary>The architecture.</summary>
    public IArchitecture Architecture { get; }

    /// <summary>Every text form of the space.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Forms { get; }

    /// <summary>What the networks cost that it is trained as.</summary>
    public IReadOnlyList<(string Name, string Description, long Parameters, long Flops)> Sizes { get; }

    /// <summary>What it is, for a report: in words, its text forms by their beginnings, and its sizes.</summary>
    internal Table Facts => new(
        [Column.Text("Fact", "fact"), Column.Text("Value", "value")],
        [
            .. Architecture.Description.Select(line => (ValueList<Cell>)[line.Key, line.Value]),
            .. Forms.Select(form => (ValueList<Cell>)[form.Key, new TextCell(form.Value, PrintableText.Shortened(form.Value, ShortLength))]),
            .. SizesInWords.Select(size => (ValueList<Cell>)[size.Key, size.Value]),
        ]);

    internal IEnumerable<KeyValuePair<string, string>> SizesInWords => Sizes.Select(size =>
        KeyValuePair.Create($"at full size, {size.Name}", $"{Cost(size.Parameters, size.Flops)} ({size.Description})"));

    /// <summary>Parameters and multiply-adds in words.</summary>
    internal static string Cost(long parameters, long flops) => string.Create(
        CultureInfo.InvariantCulture, $"{parameters:N0} parameters, {flops / 1e6:N1} million multiply-adds");

    /// <summary>Adds forms and sizes to what is written of it.</summary>
    internal void AddTo(JsonObject json)
    {
        json["forms"] = new JsonObject(Forms.Select(form => KeyValuePair.Create(form.Key, (JsonNode?)form.Value)));
        json["fullSize"] = new JsonArray([.. Sizes.Select(size => new JsonObject
        {
            ["name"] = size.Name,
            ["description"] = size.Description,
            ["parameters"] = size.Parameters,
            ["flops"] = size.Flops,
        })]);
    }
}

using System.Text.Json.Nodes;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Training;

/// <summary>A table of one's own that is complete.</summary>
internal sealed class OwnTruthOutcome : Outcome
{
    private readonly OwnTruthOptions _options;
    private readonly OwnTruthTable _table;

    public OwnTruthOutcome(OwnTruthOptions options, OwnTruthTable table, IReadOnlyList<string> failures) => (_options, _table, Failures) = (options, table, failures);

    public override Table Table => _table.Table;

    /// <summary>Where the table lies, for studies.</summary>
    public string FilePath => _table.FilePath;

    /// <summary>The architectures that could not be trained, each with its reason.</summary>
    public IReadOnlyList<string> Failures { get; }

    public override bool HasFailures => Failures.Count > 0;

    public override IEnumerable<Note> Notes => [new($"{Table.Rows.Count} networks trained by {_options.Protocol.Name}; the table is {FilePath}")];

    public override JsonObject Document => ResultDocument.Create(new JsonObject
    {
        ["version"] = ProductVersion.Text,
        ["space"] = _options.Space.Name,
        ["protocol"] = _options.Protocol.Name,
        ["table"] = FilePath,
        ["rows"] = new Detail("", null, Table).ToJson(),
        ["failures"] = new JsonArray([.. Failures.Select(failure => (JsonNode)failure)]),
    });
}

using System.Text.Json.Nodes;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Sessions;

/// <summary>What the product knows, finds or keeps, where that is a table and a document and no more.</summary>
internal sealed class Listing(Table table, JsonObject document, params IReadOnlyList<Detail> details) : Outcome
{
    public override Table Table => table;

    public override JsonObject Document => document;

    public override IReadOnlyList<Detail> Details => details;

    /// <summary>What a user should know of it.</summary>
    public IReadOnlyList<Note> Remarks { get; init; } = [];

    /// <summary>Whether some of it is damaged or missing.</summary>
    public bool IsDamaged { get; init; }

    public override IEnumerable<Note> Notes => Remarks;

    public override bool HasFailures => IsDamaged;
}

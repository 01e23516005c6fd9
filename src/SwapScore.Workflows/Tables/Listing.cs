using System.Text.Json.Nodes;

namespace SwapScore.Workflows.Tables;

/// <summary>What the product knows, finds or keeps: as a table for people, and as a document for programs.</summary>
public sealed class Listing
{
    internal Listing(Table table, JsonObject document, params IReadOnlyList<Detail> details) => (Table, Document, Details) = (table, document, details);

    /// <summary>The table.</summary>
    public Table Table { get; }

    /// <summary>All of it for programs.</summary>
    public JsonObject Document { get; }

    /// <summary>Further tables; empty where there are none.</summary>
    public IReadOnlyList<Detail> Details { get; }
}

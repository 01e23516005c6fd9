namespace SwapScore.Cli.Options;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>For people, at a terminal.</summary>
    Table,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>Comma-separated, one header line.</summary>
    Csv,

    /// <summary>A Markdown table.</summary>
    Markdown,

    /// <summary>A Parquet file; not for a terminal.</summary>
    Parquet,
}

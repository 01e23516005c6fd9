namespace SwapScore.Workflows.Html;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsNumber">Whether it is set flush right and sorted by value. Default: false.</param>
internal sealed record ReportColumn(string Title, bool IsNumber = false);

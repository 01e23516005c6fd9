using SwapScore.Storage;
using SwapScore.Workflows.Html;

namespace SwapScore.Cli.Options;

/// <summary>Where a report goes, as typed.</summary>
/// <param name="Page">The HTML file; null for none.</param>
/// <param name="Figures">The folder of its figures; null for none.</param>
internal sealed record ReportChoice(string? Page, string? Figures)
{
    /// <summary>Refuses places that cannot be written to, before any work is done.</summary>
    /// <exception cref="UsageException">The file is not called .html, or its folder is missing.</exception>
    public ReportChoice Checked()
    {
        if (Figures is not null) RunFolder.RequireWritable(Figures);
        if (Page is null) return this;
        if (!Path.GetExtension(Page).Equals(".html", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"--report takes a file called .html, not {Page}", "for example --report report.html");
        AtomicFile.RequireWritable(Page);
        return this;
    }

    /// <summary>What writes the files; each throws an <see cref="OutputException"/> where its file cannot be written.</summary>
    /// <param name="make">Makes the report.</param>
    public IEnumerable<Action> Writes(Func<HtmlReport> make)
    {
        if (Page is not null) yield return () => make().Save(Page);
        if (Figures is not null) yield return () => make().SaveFigures(Figures);
    }
}

using SwapScore.Reports.Html;
using SwapScore.Workflows.Output;

namespace SwapScore.Cli.Options;

/// <summary>Where a report goes, as typed.</summary>
/// <param name="Page">The HTML file; null for none.</param>
/// <param name="Figures">The folder of its figures; null for none.</param>
internal sealed record ReportChoice(string? Page, string? Figures)
{
    /// <summary>Whether there is anything to write.</summary>
    public bool IsWanted => Page is not null || Figures is not null;

    /// <summary>Refuses places that cannot be written to, before any work is done.</summary>
    /// <exception cref="UsageException">The file is not called .html, or its folder is missing.</exception>
    public ReportChoice Checked()
    {
        if (Page is null) return this;
        if (!Path.GetExtension(Page).Equals(".html", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"--report takes a file called .html, not {Page}", "for example --report report.html");
        OutputFile.RequireFolder(Page);
        return this;
    }

    /// <exception cref="OutputException">A file cannot be written.</exception>
    public void Write(HtmlReport report)
    {
        if (Page is not null) report.Save(Page);
        if (Figures is not null) report.SaveFigures(Figures);
    }
}

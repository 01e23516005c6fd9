using System.Security.Cryptography;
using System.Text;
using SwapScore.Storage;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Html.Writing;

namespace SwapScore.Workflows.Html;

/// <summary>
/// What a session found, as one HTML file that needs nothing else: figures and styles are inside, nothing is fetched, tables can be sorted
/// with mouse and keyboard, light and dark. Outcomes of sessions make it. The same report is the same bytes.
/// </summary>
public sealed class HtmlReport
{
    /// <param name="title">Title of the page.</param>
    /// <param name="origin">What made it; its command makes the whole report again.</param>
    /// <param name="summary">What the reader should know first; it stands before everything else.</param>
    /// <param name="sections">The sections after the summary, in order. Default: none.</param>
    internal HtmlReport(string title, ChartFooter origin, ReportSection summary, IReadOnlyList<ReportSection>? sections = null) =>
        (Title, Origin, Sections) = (title, origin, [summary, .. sections ?? []]);

    /// <summary>The script of every report as a content security policy names it, for a page that shows reports and lets no other inline script run: <c>sha256-…</c>.</summary>
    public static string ScriptHash { get; } = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(HtmlPage.Script)))}";

    /// <summary>Title of the page.</summary>
    public string Title { get; }

    internal ChartFooter Origin { get; }

    /// <summary>All sections, the summary first.</summary>
    internal IReadOnlyList<ReportSection> Sections { get; }

    /// <summary>The whole file.</summary>
    public string ToHtml() => new HtmlPage(this).Text();

    /// <summary>Writes the file.</summary>
    /// <param name="path">Path of the file to write.</param>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, ToHtml());
    }

    /// <summary>Writes every figure into a folder under its name, as PNG and as SVG.</summary>
    /// <param name="folder">The folder; it is made where it is missing.</param>
    /// <returns>How many figures were written.</returns>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public int SaveFigures(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var figures = Sections.SelectMany(section => section.Figures).ToList();
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw OutputException.At(folder, fault, "choose a folder you can write to");
        }

        foreach (var figure in figures)
            figure.SaveTo(folder);
        return figures.Count;
    }
}

using System.Globalization;
using System.Text;
using SwapScore.Workflows.Markup;

namespace SwapScore.Workflows.Html.Writing;

/// <summary>Writes an <see cref="HtmlReport"/> as a page.</summary>
internal sealed class HtmlPage(HtmlReport report)
{
    // Nothing may be fetched, whatever a text holds; what the page needs is inside.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    /// <summary>The script of every page.</summary>
    public static string Script { get; } = $"\n{Resource("report.js")}";

    private readonly StringBuilder _html = new();
    private int _figures;
    private int _tables;

    public string Text()
    {
        var sections = report.Sections;
        Line("<!doctype html>");
        Line("<html lang=\"en\">");
        Line("<head>");
        Line("<meta charset=\"utf-8\">");
        Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">");
        Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line("<meta name=\"color-scheme\" content=\"light dark\">");
        Line($"<meta name=\"generator\" content=\"swapscore {HtmlText.Escape(report.Origin.Version)}\">");
        Line("<link rel=\"icon\" href=\"data:,\">");
        Line($"<title>{HtmlText.Escape(report.Title)}</title>");
        Line($"<style>\n{Resource("report.css")}</style>");
        Line("</head>");
        Line("<body>");
        Line("<a class=\"skip\" href=\"#content\">Skip to the content</a>");
        Line("<header>");
        Line($"<h1>{HtmlText.Escape(report.Title)}</h1>");
        Line($"<p class=\"origin\">{HtmlText.Escape(report.Origin.Origin)}</p>");
        Line("<button type=\"button\" id=\"theme\" hidden>Dark</button>");
        Line("</header>");
        if (sections.Count > 1) Contents(sections);
        Line("<main id=\"content\" tabindex=\"-1\">");
        foreach (var (index, section) in sections.Index())
            Section(index, section);
        Line("</main>");
        Line("<footer>");
        Line("<p>To make this report again:</p>");
        Command(report.Origin.Command);
        Line("</footer>");
        Line("<p id=\"announcement\" class=\"unseen\" role=\"status\"></p>");
        Line($"<script>{Script}</script>");
        Line("</body>");
        Line("</html>");
        return _html.ToString();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Address(int section) => string.Create(CultureInfo.InvariantCulture, $"section-{section + 1}");

    private void Line(string text) => _html.Append(text).Append('\n');

    private void Contents(IReadOnlyList<ReportSection> sections)
    {
        Line("<nav aria-label=\"Contents\">");
        Line("<ul>");
        foreach (var (index, section) in sections.Index())
            Line($"<li><a href=\"#{Address(index)}\">{HtmlText.Escape(section.Heading)}</a></li>");
        Line("</ul>");
        Line("</nav>");
    }

    private void Section(int index, ReportSection section)
    {
        var address = Address(index);
        Line($"<section id=\"{address}\" aria-labelledby=\"{address}-heading\">");
        Line($"<h2 id=\"{address}-heading\">{HtmlText.Escape(section.Heading)}</h2>");
        Paragraphs(section.Paragraphs.Take(1));
        if (section.Figures.Count > 0) Line("<div class=\"figures\">");
        foreach (var figure in section.Figures)
            Figure(figure);
        if (section.Figures.Count > 0) Line("</div>");
        Paragraphs(section.Paragraphs.Skip(1));
        foreach (var table in section.Tables)
            Table(table);
        Line("</section>");
    }

    private void Paragraphs(IEnumerable<string> paragraphs)
    {
        foreach (var paragraph in paragraphs)
            Line($"<p>{HtmlText.Escape(paragraph)}</p>");
    }

    private void Table(ReportTable table)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"table-{++_tables}");
        Line($"<div class=\"table\" id=\"{name}\">");
        Line($"<div class=\"scroll\" role=\"region\" aria-labelledby=\"{name}-caption\" tabindex=\"0\">");
        Line("<table>");
        Line($"<caption id=\"{name}-caption\">{HtmlText.Escape(table.Caption)}</caption>");
        Line("<thead>");
        Line("<tr>");
        foreach (var column in table.Columns)
            Line($"<th scope=\"col\"{(column.IsNumber ? " class=\"n\"" : "")} aria-sort=\"none\"><button type=\"button\">{HtmlText.Escape(column.Title)}</button></th>");
        Line("</tr>");
        Line("</thead>");
        Line("<tbody>");
        foreach (var row in table.Rows)
            Line($"<tr>{string.Concat(table.Columns.Zip(row, Cell))}</tr>");
        Line("</tbody>");
        Line("</table>");
        Line("</div>");
        MakeAgain(table.Command);
        Line("</div>");
    }

    private static string Cell(ReportColumn column, ReportCell cell) => !column.IsNumber ? $"<td>{Folded(cell)}</td>"
        : cell.Value is { } value && !double.IsNaN(value) ? $"<td class=\"n\" data-value=\"{value.ToString("R", CultureInfo.InvariantCulture)}\">{HtmlText.Escape(cell.Text)}</td>"
        : $"<td class=\"n\">{HtmlText.Escape(cell.Text)}</td>";

    /// <summary>A text, or a short one that unfolds into the whole and a button that copies it.</summary>
    private static string Folded(ReportCell cell) => cell.Whole is not { } whole ? HtmlText.Escape(cell.Text)
        : $"<details class=\"fold\"><summary>{HtmlText.Escape(cell.Text)}</summary><code>{HtmlText.Escape(whole)}</code> <button type=\"button\" class=\"copy\" hidden>Copy</button></details>";

    private void Figure(ReportFigure figure)
    {
        _figures++;
        Line($"<figure id=\"{figure.Name}\">");
        Line(figure.NarrowHtml is { } narrow
            ? $"<div class=\"wide\">{figure.Svg.TrimEnd()}</div>\n<div class=\"narrow\">{narrow.TrimEnd()}</div>"
            : $"<div>{figure.Svg.TrimEnd()}</div>");
        Line($"<figcaption><b>Figure {_figures}.</b> {HtmlText.Escape(figure.Caption)}</figcaption>");
        MakeAgain(figure.Command);
        Line("</figure>");
    }

    private void MakeAgain(string? command)
    {
        if (command is null) return;
        Line("<details><summary>Make it again</summary>");
        Command(command);
        Line("</details>");
    }

    private void Command(string command) => Line($"<pre tabindex=\"0\"><code>{HtmlText.Escape(command)}</code></pre>");
}

using System.Globalization;
using System.Text;
using SwapScore.Values;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction;

/// <summary>A reproduction as a Markdown document: what it is of, a summary, then every figure and table.</summary>
internal static class ReportMarkdown
{
    public const string Title = "SWAP-Score: figures and tables made again";

    /// <summary>Paragraphs about the run.</summary>
    public static IEnumerable<string> About(ReproductionRun run)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"swapscore {ProductVersion.Text}, seed {run.Settings.Seed}. ") + (run.Settings.IsQuick
            ? "Quick: the first rows of every table, one to four initialisations, one or two seeds; intervals are wide, and only large differences mean anything."
            : "Every row of the tables that are there (of Transformers in ablations and of the comparison of all metrics the first), up to 32 initialisations, five seeds in ablations.");
        yield return "Published numbers are those of arXiv 2605.07378. A number differs when the published one lies outside the 95 % interval or three standard errors, and by more than 0.01 away.";
        if (run.Substituted.Count > 0)
            yield return $"Built-in samples stand in for what is not there: {string.Join("; ", run.Substituted)}.";
    }

    /// <summary>What became of every artefact.</summary>
    public static Table Summary(IEnumerable<MadeArtefact> artefacts) => new(
        [Column.Text("Artefact", "artefact"), Column.Text("What it shows", "title"), Column.Text("State", "state")],
        [.. artefacts.Select(made => (ValueList<Cell>)[made.Artefact.Name, made.Artefact.Title, made.State])]);

    public static string Write(IReadOnlyList<MadeArtefact> artefacts, ReproductionRun run)
    {
        var text = new StringBuilder($"# {Title}\n\n{string.Join("\n\n", About(run))}\n\n{Summary(artefacts).ToMarkdown()}");
        foreach (var made in artefacts)
        {
            text.Append($"\n## {made.Artefact.Title}\n");
            if (made.Report.Comparisons.Count > 0) text.Append($"\n{ComparisonTable.Create(made.Report).ToMarkdown()}");
            foreach (var (name, chart) in made.Report.Charts)
                text.Append($"\n![{chart.Title}]({ReproductionFolder.FigureFolder}/{name}.png)\n");
            foreach (var drawing in made.Report.Drawings)
                text.Append($"\n![{drawing.Caption}]({ReproductionFolder.FigureFolder}/{drawing.Name}.png)\n");
            foreach (var table in made.Report.Tables)
                text.Append($"\n{table.Title}\n\n{table.Table.ToMarkdown()}");
            foreach (var sentence in made.Report.Notes)
                text.Append($"\n{sentence}\n");
            foreach (var absent in made.Report.Absent)
                text.Append($"\nNot here: {absent}.\n");
            text.Append($"\n```\n{run.CommandOf(made.Artefact.Name)}\n```\n");
        }

        return text.ToString();
    }
}

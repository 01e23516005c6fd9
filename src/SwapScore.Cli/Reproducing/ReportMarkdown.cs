using System.Globalization;
using System.Text;
using SwapScore.Cli.Output;

namespace SwapScore.Cli.Reproducing;

/// <summary>A reproduction as a Markdown document: what it is of, a summary, then every figure and table.</summary>
internal static class ReportMarkdown
{
    public const string Title = "SWAP-Score: figures and tables made again";

    /// <summary>One paragraph about the run.</summary>
    public static string About(Workshop workshop) => string.Create(
        CultureInfo.InvariantCulture,
        $"swapscore {ProductVersion.Text}, seed {workshop.Settings.Seed}. ") + (workshop.Settings.IsQuick
            ? "Quick: the first rows of every table, one initialisation, one or two seeds; intervals are wide, and only large differences mean anything."
            : "Every row of the tables that are there, up to 32 initialisations, five seeds in ablations.")
        + " Published numbers are those of arXiv 2605.07378; 'differs' means outside the 95 % interval or three standard errors, and by more than 0.01.";

    /// <summary>What became of every artefact.</summary>
    public static Table Summary(IEnumerable<MadeArtefact> artefacts) => new(
        [Column.Text("Artefact", "artefact"), Column.Text("What it shows", "title"), Column.Text("State", "state")],
        [.. artefacts.Select(made => (IReadOnlyList<Cell>)[made.Artefact.Name, made.Artefact.Title, made.State])]);

    public static string Of(IReadOnlyList<MadeArtefact> artefacts, Workshop workshop)
    {
        var text = new StringBuilder($"# {Title}\n\n{About(workshop)}\n\n{TableText.Markdown(Summary(artefacts))}");
        foreach (var made in artefacts)
        {
            text.Append($"\n## {made.Artefact.Title}\n");
            if (made.Report.Comparisons.Count > 0) text.Append($"\n{TableText.Markdown(ComparisonTable.Of(made.Report))}");
            foreach (var (name, chart) in made.Report.Charts)
                text.Append($"\n![{chart.Title}]({ReproductionFolder.FigureFolder}/{name}.png)\n");
            foreach (var table in made.Report.Tables)
                text.Append($"\n{table.Title}\n\n{TableText.Markdown(table.Table)}");
            foreach (var sentence in made.Report.Notes)
                text.Append($"\n{sentence}\n");
            foreach (var absent in made.Report.Absent)
                text.Append($"\nNot here: {absent}.\n");
            text.Append($"\n```\n{workshop.CommandOf(made.Artefact.Name)}\n```\n");
        }

        return text.ToString();
    }
}

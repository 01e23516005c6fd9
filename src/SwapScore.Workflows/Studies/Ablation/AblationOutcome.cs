using System.Text.Json.Nodes;
using SwapScore.Studies;
using SwapScore.Studies.Ablation;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>What an ablation has given.</summary>
public sealed class AblationOutcome
{
    internal AblationOutcome(ValueList<AblationPoint> points, StudyDefinition definition, AblationGrid grid, int architectures) =>
        (Points, Definition, Grid, Architectures) = (points, definition, grid, architectures);

    /// <summary>What was studied at every setting.</summary>
    public StudyDefinition Definition { get; }

    /// <summary>What was varied.</summary>
    public AblationGrid Grid { get; }

    /// <summary>Number of architectures that were studied.</summary>
    public int Architectures { get; }

    /// <summary>Per setting at which architectures have no scores: how many, and why the first has none.</summary>
    public IEnumerable<string> Failures => Points.Where(point => point.Failure is not null)
        .Select(point => $"{AblationDocuments.Words(point.Setting)}: {Architectures - point.Architectures} architectures have no scores: {point.Failure}");

    internal ValueList<AblationPoint> Points { get; }

    /// <summary>Why files could not be written at the end; empty where all were.</summary>
    public IReadOnlyList<Exception> FileFaults { get; internal set; } = [];

    /// <summary>One row per setting.</summary>
    public Table Table => AblationDocuments.AsTable(Points, Definition.Options.Metrics);

    /// <summary>The points for programs.</summary>
    public JsonObject Document => AblationDocuments.AsJson(Points, Definition, Grid);

    /// <summary>The points as an HTML page.</summary>
    /// <param name="command">How the ablation is made again, as the front end says it.</param>
    public HtmlReport CreatePage(string command)
    {
        var footer = new ChartFooter(ProductVersion.Text, command, Definition.Options.Seed);
        return TablePage.Report(
            $"What correlations with the ground truth depend on: {Definition.Space}",
            footer,
            [],
            new Detail($"Spearman correlations of {StudyAxes.Networks(Architectures)}", null, Table),
            [],
            [new ReportFigure("ablation", new AblationPictures(this, footer).Draw(), "How the correlation with the trained results changes with the settings that were tried.")]);
    }

    /// <summary>Writes the report and its figures.</summary>
    /// <param name="folder">The folder of the ablation.</param>
    /// <param name="command">How the ablation is made again, for the report.</param>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public void WriteReport(string folder, string command)
    {
        var page = CreatePage(command);
        page.SaveFigures(folder);
        page.Save(Path.Combine(folder, "report.html"));
    }
}

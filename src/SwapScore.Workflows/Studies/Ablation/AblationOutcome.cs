using System.Text.Json.Nodes;
using SwapScore.Studies;
using SwapScore.Studies.Ablation;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>What an ablation has found.</summary>
/// <param name="Points">One point per setting, in the order of the grid.</param>
/// <param name="Definition">What the studies have in common.</param>
/// <param name="Grid">What was varied.</param>
/// <param name="Architectures">Number of architectures studied.</param>
public sealed record AblationOutcome(ValueList<AblationPoint> Points, StudyDefinition Definition, AblationGrid Grid, int Architectures)
{
    /// <summary>Why files could not be written at the end; empty where all were.</summary>
    public ValueList<Exception> FileFaults { get; init; } = [];

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

    /// <summary>A setting in words.</summary>
    /// <param name="setting">The setting.</param>
    public static string Describe(AblationSetting setting) => AblationDocuments.Words(setting);
}

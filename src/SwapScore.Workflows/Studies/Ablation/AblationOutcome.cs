using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Studies;
using SwapScore.Studies.Ablation;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>What an ablation has given.</summary>
internal sealed class AblationOutcome : Outcome
{
    private readonly AblationOptions _options;

    public AblationOutcome(AblationOptions options, ValueList<AblationPoint> points, StudyDefinition definition, AblationGrid grid, int architectures) =>
        (_options, Points, Definition, Grid, Architectures) = (options, points, definition, grid, architectures);

    /// <summary>What was studied at every setting.</summary>
    public StudyDefinition Definition { get; }

    /// <summary>What was varied.</summary>
    public AblationGrid Grid { get; }

    /// <summary>Number of architectures that were studied.</summary>
    public int Architectures { get; }

    /// <summary>Per setting at which architectures have no scores: how many, and why the first has none.</summary>
    public IEnumerable<string> Failures => Points.Where(point => point.Failure is not null)
        .Select(point => $"{AblationDocuments.Words(point.Setting)}: {Architectures - point.Architectures} architectures have no scores: {point.Failure}");

    public ValueList<AblationPoint> Points { get; }

    public override string? Folder => _options.Folder;

    public override bool HasFailures => Failures.Any();

    public override IEnumerable<Note> Notes =>
    [
        new Note(string.Create(
            CultureInfo.InvariantCulture,
            $"swapscore {ProductVersion.Text} · {Architectures} architectures · mean and standard error of {Grid.Seeds} seeds from {Definition.Options.Seed} · {_options.Threads} threads · {Seconds:0.0} s")),
        .. NotesOfFolder("studies, results and figures"),
        .. Failures.Select(failure => new Note(failure, IsWarning: true)),
    ];

    public override Table Table => AblationDocuments.AsTable(Points, Definition.Options.Metrics);

    public override JsonObject Document => AblationDocuments.AsJson(Points, Definition, Grid);

    public override HtmlReport CreatePage(string command)
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
}

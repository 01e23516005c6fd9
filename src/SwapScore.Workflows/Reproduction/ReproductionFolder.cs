using SwapScore.Storage;
using SwapScore.Workflows.Studies;

namespace SwapScore.Workflows.Reproduction;

/// <summary>The folder of a reproduction: the report in three forms, its figures, and the studies it is made from.</summary>
/// <param name="path">The folder.</param>
internal sealed class ReproductionFolder(string path)
{
    public const string FigureFolder = "figures";

    /// <summary>Studies, kept so that nothing is computed twice.</summary>
    public StudyCache Studies => new(Path.Combine(path, "studies"));

    /// <summary>Makes the folder.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Open()
    {
        RunFolder.RequireWritable(path);
        RunFolder.RequireWritable(Path.Combine(path, FigureFolder));
    }

    /// <summary>Writes the pictures of an artefact.</summary>
    public void WriteFigures(ArtefactReport report)
    {
        foreach (var (name, chart) in report.Charts)
            foreach (var ending in (string[])[".svg", ".png"])
                chart.Save(Path.Combine(path, FigureFolder, name + ending));
        foreach (var drawing in report.Drawings)
            drawing.SaveTo(Path.Combine(path, FigureFolder));
    }

    /// <summary>Writes the report.</summary>
    /// <returns>Where people read it.</returns>
    public string WriteReport(IReadOnlyList<MadeArtefact> artefacts, ReproductionRun run)
    {
        AtomicFile.Write(Path.Combine(path, "report.json"), JsonText.Document(ReportJson.Write(artefacts, run)));
        AtomicFile.Write(Path.Combine(path, "report.md"), ReportMarkdown.Write(artefacts, run));
        var page = Path.Combine(path, "report.html");
        ReportPage.Create(artefacts, run).Save(page);
        return page;
    }
}

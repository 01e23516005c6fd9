using System.Text.Json.Nodes;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Sessions;

/// <summary>What a session has given: tables for people, a document for programs, a page, and what a user should know.</summary>
public abstract class Outcome
{
    /// <summary>Name of the report in a run folder.</summary>
    public const string ReportName = "report.html";

    private protected Outcome()
    {
    }

    /// <summary>The result as a table.</summary>
    public abstract Table Table { get; }

    /// <summary>All of it for programs. Nothing in it depends on the clock, except where times are the result.</summary>
    public abstract JsonObject Document { get; }

    /// <summary>Further tables; empty where there are none.</summary>
    public virtual IReadOnlyList<Detail> Details => [];

    /// <summary>The result drawn as lines of text; null where it is nothing to draw.</summary>
    public virtual string? Drawing => null;

    /// <summary>How much was done, with which settings and in which time, where it is kept, and what a user should know: one thing per note, in the order to be read.</summary>
    public virtual IEnumerable<Note> Notes => [];

    /// <summary>The run folder; null where nothing was kept.</summary>
    public virtual string? Folder => null;

    /// <summary>Why files could not be written at the end; empty where all were.</summary>
    public IReadOnlyList<Exception> FileFaults { get; internal set; } = [];

    /// <summary>Whether everything asked for was done; false where the session was stopped and this is what it had by then.</summary>
    public virtual bool IsComplete => true;

    /// <summary>Whether a part of it could not be done, for example a network that has no score; notes and document say which and why.</summary>
    public virtual bool HasFailures => false;

    /// <summary>Seconds the session took.</summary>
    public double Seconds { get; internal set; }

    /// <summary>The result as an HTML page.</summary>
    /// <param name="command">How it is made again, as the front end says it; it stands below every figure.</param>
    public virtual HtmlReport CreatePage(string command) =>
        TablePage.Report("Results", new ChartFooter(ProductVersion.Text, command), Notes.Select(note => note.Text), new Detail("Results", null, Table), Details);

    /// <summary>Writes the page and its figures into the run folder, if there is one.</summary>
    /// <param name="command">How the result is made again, as the front end says it.</param>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public virtual void WriteReport(string command)
    {
        if (Folder is not { } folder) return;
        var page = CreatePage(command);
        page.SaveFigures(folder);
        page.Save(Path.Combine(folder, ReportName));
    }

    /// <summary>Where everything is; nothing where nothing was kept.</summary>
    /// <param name="what">What is kept, in words.</param>
    private protected IEnumerable<Note> NotesOfFolder(string what) =>
        Folder is { } folder ? [new Note($"{what} are in {folder}; the report is {Path.Combine(folder, ReportName)}")] : [];
}

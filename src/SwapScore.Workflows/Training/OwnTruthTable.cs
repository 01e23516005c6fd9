using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Truth;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Training;

/// <summary>The file <c>truth.csv</c>: a row per trained architecture, as studies read it.</summary>
internal sealed class OwnTruthTable
{
    private readonly List<(string Architecture, double Accuracy)> _rows;

    private OwnTruthTable(string path, List<(string Architecture, double Accuracy)> rows) => (FilePath, _rows) = (path, rows);

    /// <summary>Where it lies.</summary>
    public string FilePath { get; }

    /// <summary>The rows, in the order of training.</summary>
    public IReadOnlyList<(string Architecture, double Accuracy)> Rows => _rows;

    /// <summary>The rows as a table.</summary>
    public Table Table => new(
        [Column.Text("Architecture", "architecture"), Column.Number("Accuracy %", "accuracy")],
        [.. _rows.Select(row => (ValueList<Cell>)[row.Architecture, new CoefficientCell(row.Accuracy)])]);

    /// <summary>Opens the table of a run folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="start">Whether rows that are there stay.</param>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static OwnTruthTable Open(string folder, RunStart start)
    {
        var path = Path.Combine(folder, "truth.csv");
        if (start == RunStart.Replace) File.Delete(path);
        if (!File.Exists(path)) return new OwnTruthTable(path, []);
        var table = AccuracyTruth.Read(path);
        return table.Broken.Count == 0
            ? new OwnTruthTable(path, [.. table.Rows.Select(row => (row.Architecture, row.Value))])
            : throw new InputException($"{path} is damaged: {table.Broken[0].Reason}", Remedy.StartAgain());
    }

    /// <summary>Whether an architecture has a row.</summary>
    public bool Holds(IArchitecture architecture) => _rows.Exists(row => row.Architecture == architecture.Text);

    /// <summary>Adds a row, and writes the file anew.</summary>
    /// <exception cref="OutputException">The file cannot be written; it is as it was.</exception>
    public void Add(IArchitecture architecture, double accuracy)
    {
        _rows.Add((architecture.Text, accuracy));
        AtomicFile.Write(FilePath, Table.ToCsv());
    }
}

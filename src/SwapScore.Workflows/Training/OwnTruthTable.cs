using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Truth;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Training;

/// <summary>A table of trainings of one's own: a row per trained architecture, as studies read it.</summary>
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
    /// <param name="name">Name of the file. Default: <c>truth.csv</c>.</param>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static OwnTruthTable Open(string folder, RunStart start, string name = "truth.csv")
    {
        var path = Path.Combine(folder, name);
        if (start == RunStart.Replace) File.Delete(path);
        if (!File.Exists(path)) return new OwnTruthTable(path, []);
        var table = AccuracyTruth.Read(path);
        return table.Broken.Count == 0
            ? new OwnTruthTable(path, [.. table.Rows.Select(row => (row.Architecture, row.Value))])
            : throw new InputException($"{path} is damaged: {table.Broken[0].Reason}", Remedy.StartAgain());
    }

    /// <summary>Whether an architecture has a row.</summary>
    public bool Holds(IArchitecture architecture) => Find(architecture) is not null;

    /// <summary>The accuracy of an architecture; null where it has no row.</summary>
    public double? Find(IArchitecture architecture) => _rows.FindIndex(row => row.Architecture == architecture.Text) is >= 0 and var row ? _rows[row].Accuracy : null;

    /// <summary>Adds a row, and writes the file anew.</summary>
    /// <exception cref="OutputException">The file cannot be written; it is as it was.</exception>
    public void Add(IArchitecture architecture, double accuracy)
    {
        _rows.Add((architecture.Text, accuracy));
        AtomicFile.Write(FilePath, Table.ToCsv());
    }
}

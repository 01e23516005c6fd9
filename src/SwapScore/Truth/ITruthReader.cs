namespace SwapScore.Truth;

/// <summary>Reads one format of tables of trained networks. A space lists those of its tables; implement it for a format of your own.</summary>
public interface ITruthReader
{
    /// <summary>File names under which tables of the format are published, the usual one first; none for a format anyone may write.</summary>
    IReadOnlyList<string> FileNames { get; }

    /// <summary>Whether a file may be of the format, judged by its content.</summary>
    /// <param name="file">The file.</param>
    bool Accepts(TruthFile file);

    /// <summary>Reads the rows of one task.</summary>
    /// <param name="file">The table.</param>
    /// <param name="task">Name of the task.</param>
    /// <param name="published">A table of published metrics beside it; null for none.</param>
    /// <exception cref="InputException">The file is not of the format, or holds no rows of the task.</exception>
    TruthTable Read(TruthFile file, string task, TruthFile? published);
}

using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>One value of a table: rounded for people, exact for programs. A cell may hold several fields for programs.</summary>
public abstract record Cell
{
    /// <summary>As a person reads it in a table.</summary>
    public abstract string Brief { get; }

    /// <summary>The whole of it, where there is room: in lists, and in reports when it is asked for.</summary>
    public virtual string Full => Brief;

    /// <summary>As a program reads it; as many as the column has fields.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>A text, with a shorter one for the terminal.</summary>
    /// <param name="text">The text.</param>
    /// <param name="brief">The shorter one; null where they are the same. Default: null.</param>
    public static Cell FromText(string text, string? brief = null) => new TextCell(text, brief);

    /// <summary>A text.</summary>
    public static implicit operator Cell(string text) => new TextCell(text);

    /// <summary>A whole number.</summary>
    public static implicit operator Cell(long count) => new CountCell(count);

    private protected static string Exact(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}

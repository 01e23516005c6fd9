using SwapScore.Values;

namespace SwapScore.Workflows.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Title">For people; empty for a column only programs get.</param>
/// <param name="Fields">Names for programs, one per field; empty for a column that only people see.</param>
/// <param name="IsNumber">Numbers are set flush right and never broken.</param>
public sealed record Column(string Title, ValueList<string> Fields, bool IsNumber = false)
{
    /// <summary>A column of texts.</summary>
    /// <param name="title">For people.</param>
    /// <param name="field">For programs.</param>
    public static Column Text(string title, string field) => new(title, [field]);

    /// <summary>A column of numbers.</summary>
    /// <param name="title">For people.</param>
    /// <param name="fields">For programs.</param>
    public static Column Number(string title, params ValueList<string> fields) => new(title, fields, IsNumber: true);

    /// <summary>A column only for programs.</summary>
    /// <param name="field">For programs.</param>
    /// <param name="isNumber">Whether it holds numbers.</param>
    public static Column ForPrograms(string field, bool isNumber = false) => new("", [field], isNumber);

    /// <summary>Whether people get it.</summary>
    public bool IsForPeople => Title.Length > 0;
}

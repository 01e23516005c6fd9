namespace SwapScore.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Title">For people; empty for a column only programs get.</param>
/// <param name="Fields">Names for programs, one per field; empty for a column that only people see.</param>
/// <param name="IsNumber">Numbers are set flush right and never broken.</param>
internal sealed record Column(string Title, IReadOnlyList<string> Fields, bool IsNumber = false)
{
    public static Column Text(string title, string field) => new(title, [field]);

    public static Column Number(string title, params IReadOnlyList<string> fields) => new(title, fields, IsNumber: true);

    public static Column ForPrograms(string field, bool isNumber = false) => new("", [field], isNumber);

    public bool IsForPeople => Title.Length > 0;
}

using System.Text.RegularExpressions;

namespace SwapScore.Spaces.NasBench101;

/// <summary>
/// Reads cells as the benchmark's own program holds them: the matrix row by row, then the operations, in whatever brackets and with whatever
/// names of fields: <c>{"module_adjacency": [[0, 1], [0, 0]], "module_operations": ["input", "output"]}</c>,
/// <c>ModelSpec(matrix=[…], ops=[…])</c>, or <c>[[…]], […]</c>.
/// </summary>
internal static partial class NasBench101Matrix
{
    /// <summary>Whether a text is of this form: it names operations in quotes.</summary>
    public static bool Holds(string text) => Quoted().Matches(text).Any(word => word.Groups[2].Value is "input" or "output");

    /// <exception cref="UsageException">The text is malformed, or its cell is outside the space.</exception>
    public static NasBench101Architecture Parse(string text, string hint)
    {
        // Quoted words before a colon are names of fields.
        var operations = Quoted().Matches(text).Where(word => !word.Groups[3].Success).Select(word => Operation(word.Groups[2].Value, hint)).ToList();
        var numbers = Number().Matches(Quoted().Replace(text, "")).Select(number => number.Value).ToList();
        var count = operations.Count;
        if (numbers.Count != count * count)
            throw new UsageException(
                $"'{KeyText.Shortened(text)}' is not a NAS-Bench-101 cell: {numbers.Count} numbers in the matrix of {count} operations, expected {count * count}", hint);
        var edges = new bool[count, count];
        for (var i = 0; i < numbers.Count; i++)
            edges[i / count, i % count] = numbers[i] switch
            {
                "0" => false,
                "1" => true,
                var other => throw new UsageException($"'{KeyText.Shortened(text)}' is not a NAS-Bench-101 cell: number {i + 1} of its matrix is {KeyText.Shortened(other)}", hint),
            };
        return NasBench101Architecture.Create(edges, operations);
    }

    private static NasBench101Operation Operation(string name, string hint) => Array.IndexOf(NasBench101Text.Names, name) is >= 0 and var index
        ? (NasBench101Operation)index
        : throw new UsageException($"unknown NAS-Bench-101 operation '{KeyText.Shortened(name)}', expected one of {string.Join(", ", NasBench101Text.Names)}", hint);

    [GeneratedRegex(@"(['""])(.*?)\1(\s*:)?", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

using System.Text;
using System.Text.Json;
using SwapScore.Storage;

namespace SwapScore.Data.Text;

/// <summary>
/// Reads texts: JSON lines or a JSON list of texts or of objects with a field of texts, tables with tabs and a column of texts, plain text with one passage
/// per line, or the built-in passages.
/// </summary>
internal static class Passages
{
    /// <summary>The field or column of texts where nothing else is said.</summary>
    public const string DefaultField = "text";

    private const long MaximumBytes = 1L << 30;

    private static readonly Lazy<IReadOnlyList<string>> Lazy = new(() =>
    {
        using var stream = typeof(Passages).Assembly.GetManifestResourceStream("passages.txt")
            ?? throw new InvalidOperationException("the library was built without its passages");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    });

    /// <summary>The built-in passages, 129 in English.</summary>
    public static IReadOnlyList<string> BuiltIn => Lazy.Value;

    /// <summary>Reads the first passages of a file; empty lines are passed over.</summary>
    /// <param name="path">The file, in UTF-8. Its extension says what it holds, in upper or lower case.</param>
    /// <param name="count">Number of passages, at least 1.</param>
    /// <param name="field">The field of JSON objects, or the column of a table, that holds the texts. Default: <c>text</c>.</param>
    /// <exception cref="InputException">The file is missing, not UTF-8, a line is not what it should be, or a text is empty; the message says where.</exception>
    /// <exception cref="UsageException">The file holds fewer passages.</exception>
    public static IReadOnlyList<string> Read(string path, int count, string field = DefaultField)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(field);
        var name = Path.GetFileName(path);
        var accepted = $"accepted are JSON lines or a JSON list with a field {field} (.jsonl, .json), a table with a column {field} (.tsv), and plain text with one passage per line, in UTF-8";
        var passages = new List<string>();
        try
        {
            if (new FileInfo(path).Length > MaximumBytes) throw new InputException($"{name} is larger than {MaximumBytes >> 30} GiB");
            using var reader = Utf8Text.Open(path);
            passages.AddRange(PassageFormat.Read(reader, path, field, accepted).Take(count));
        }
        catch (DecoderFallbackException fault)
        {
            throw new InputException($"{name} is not valid UTF-8", accepted, fault);
        }
        catch (JsonException fault)
        {
            throw new InputException($"{name} is not JSON: {JsonFault.Describe(fault)}", accepted, fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault, accepted);
        }

        return passages.Count == count ? passages : throw new UsageException(
            $"{count} passages were asked for, but {name} holds {passages.Count}",
            passages.Count == 0 ? accepted : $"choose a batch size of {passages.Count} or less");
    }
}

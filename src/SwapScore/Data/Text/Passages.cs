using System.Text;
using System.Text.Json;

namespace SwapScore.Data.Text;

/// <summary>Reads texts: JSON lines with a field <c>text</c>, plain text with one passage per line, or the built-in passages.</summary>
public static class Passages
{
    private const long MaximumBytes = 1L << 30;
    private const string Accepted = "accepted are JSON lines with a field text (.jsonl, .json) and plain text with one passage per line, both in UTF-8";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The built-in passages, 129 in English.</summary>
    public static IReadOnlyList<string> BuiltIn => Lazy.Value;

    private static readonly Lazy<IReadOnlyList<string>> Lazy = new(() =>
    {
        using var stream = typeof(Passages).Assembly.GetManifestResourceStream("passages.txt")
            ?? throw new InvalidOperationException("the library was built without its passages");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    });

    /// <summary>The first passages of a file; empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">Number of passages, at least 1.</param>
    /// <exception cref="InputException">The file is missing, no UTF-8, a line no JSON object with a text, or a text empty; the message says where.</exception>
    /// <exception cref="UsageException">The file holds fewer passages.</exception>
    public static IReadOnlyList<string> Read(string path, int count)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var name = Path.GetFileName(path);
        var isJson = Path.GetExtension(path) is ".jsonl" or ".json" or ".ndjson";
        var passages = new List<string>();
        try
        {
            if (new FileInfo(path).Length > MaximumBytes) throw new InputException($"{name} is larger than {MaximumBytes >> 30} GiB");
            using var reader = new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: false);
            for (var line = 1; passages.Count < count && reader.ReadLine() is { } text; line++)
                if (!string.IsNullOrWhiteSpace(text))
                    passages.Add(isJson ? Text(text, name, line) : text.Trim());
        }
        catch (DecoderFallbackException fault)
        {
            throw new InputException($"{name} is not valid UTF-8 after passage {passages.Count}", Accepted, fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read {path}: {fault.Message}", Accepted, fault);
        }

        return passages.Count == count ? passages : throw new UsageException(
            $"{count} passages were asked for, but {name} holds {passages.Count}",
            passages.Count == 0 ? Accepted : $"choose a batch size of {passages.Count} or less");
    }

    private static string Text(string line, string name, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
                return text.GetString() is { } found && !string.IsNullOrWhiteSpace(found)
                    ? found
                    : throw new InputException($"{name}, line {number}: the text is empty", Accepted);
            throw new InputException($"{name}, line {number} has no field text", Accepted);
        }
        catch (JsonException fault)
        {
            throw new InputException($"{name}, line {number} is not JSON: {fault.Message}", Accepted, fault);
        }
    }
}

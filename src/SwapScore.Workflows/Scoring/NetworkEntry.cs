using System.Text.RegularExpressions;
using SwapScore.Spaces;
using SwapScore.Values;

namespace SwapScore.Workflows.Scoring;

/// <summary>A network to be ranked.</summary>
/// <param name="Number">Place in what the user gave, from 1; a line number for a list.</param>
/// <param name="Name">Its name, when it is known by one.</param>
/// <param name="Text">What says which network it is: the canonical text of its architecture, or the path of its file.</param>
public sealed partial record NetworkEntry(int Number, string? Name, string Text)
{
    private const int ShortLength = 40;
    private const int MaximumLines = 1_000_000;
    private const int MaximumFaults = 10;

    /// <summary>Label shown to people: the name, or a number and the beginning of the text.</summary>
    public string Label => Name ?? (Text.Length <= ShortLength ? Text : $"#{Number} {Text[..ShortLength]}…");

    /// <summary>What is said of it behind its label, and so need not name it again.</summary>
    /// <param name="words">Words that may begin with its label or text.</param>
    public string About(string words) =>
        ((string[])[Label, Text]).FirstOrDefault(name => words.StartsWith($"{name} ", StringComparison.Ordinal)) is { } known ? $"it{words[known.Length..]}" : words;

    /// <summary>The named architectures of a space.</summary>
    /// <param name="space">The space.</param>
    public static ValueList<NetworkEntry> Named(ISearchSpace space) =>
        [.. space.Named.Select((named, i) => new NetworkEntry(i + 1, named.Name, named.Architecture.Text))];

    /// <summary>Reads architectures from names or texts.</summary>
    /// <param name="space">Their space.</param>
    /// <param name="texts">The names or texts.</param>
    /// <exception cref="UsageException">One of the texts is malformed.</exception>
    public static ValueList<NetworkEntry> FromTexts(ISearchSpace space, IReadOnlyList<string> texts) =>
        [.. texts.Select((text, i) => Parse(space, text, i + 1))];

    /// <summary>Reads texts as architectures; where one is none but looks like a path, the fault speaks of the path.</summary>
    /// <param name="texts">What was typed.</param>
    /// <param name="lists">What to do with a file of architectures, as the front end says it; null where none can be read.</param>
    /// <param name="read">Reads the texts.</param>
    /// <exception cref="InputException">A text is the path of nothing.</exception>
    /// <exception cref="UsageException">A text is malformed, or a file of another kind.</exception>
    public static T ReadTyped<T>(IReadOnlyList<string> texts, string? lists, Func<IReadOnlyList<string>, T> read) => PathText.Read(texts, lists, read);

    /// <summary>One architecture per line; empty lines, and what follows a <c>#</c> that begins a word, are skipped.</summary>
    /// <param name="space">Their space.</param>
    /// <param name="reader">The lines.</param>
    /// <param name="source">What messages call them.</param>
    /// <param name="skipped">Takes what is said of lines that are malformed, which then cost nothing but themselves; null where none may be.</param>
    /// <exception cref="InputException">Lines that are malformed, each with its number, or none at all.</exception>
    public static ValueList<NetworkEntry> FromLines(ISearchSpace space, TextReader reader, string source, ICollection<string>? skipped = null)
    {
        var entries = new List<NetworkEntry>();
        var faults = skipped ?? new List<string>();
        var remedies = new HashSet<Remedy?>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (number > MaximumLines) throw new InputException($"{source} has more than {MaximumLines} lines", "split it");
            var text = WithoutComment(line).Trim();
            if (text.Length == 0) continue;
            try
            {
                entries.Add(Parse(space, text, number));
            }
            catch (UsageException fault)
            {
                faults.Add($"line {number}: {fault.Message}");
                remedies.Add(fault.Remedy);
            }
        }

        if (faults.Count > 0 && skipped is null)
        {
            var more = faults.Count > MaximumFaults ? $"; and {faults.Count - MaximumFaults} more" : "";
            throw new InputException($"{source}: {string.Join("; ", faults.Take(MaximumFaults))}{more}", remedies.Count == 1 && remedies.Single() is { } remedy ? remedy : "write one architecture per line; # begins a comment");
        }

        return entries.Count > 0 ? [.. entries] : throw new InputException($"{source} holds no architecture", "write one architecture per line; # begins a comment");
    }

    /// <summary>Reads a file of lines.</summary>
    /// <param name="space">Their space.</param>
    /// <param name="path">The file; <c>-</c> for <paramref name="standardInput"/>.</param>
    /// <param name="standardInput">The standard input of the program.</param>
    /// <param name="skipped">As of <see cref="FromLines"/>.</param>
    /// <exception cref="InputException">The file cannot be read, or is malformed.</exception>
    public static ValueList<NetworkEntry> FromFile(ISearchSpace space, string path, TextReader standardInput, ICollection<string>? skipped = null)
    {
        if (path == "-") return FromLines(space, standardInput, "standard input", skipped);
        try
        {
            using var reader = new StreamReader(path);
            return FromLines(space, reader, path, skipped);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw InputException.At(path, fault, "give a text file with one architecture per line, or - for standard input");
        }
    }

    /// <summary>A text may lead with a name, as a line of Python does: <c>DrNAS = Genotype(…)</c>.</summary>
    private static NetworkEntry Parse(ISearchSpace space, string text, int number)
    {
        var line = NamedLine().Match(text);
        var architecture = SearchSpaces.Parse(space, line.Success ? line.Groups[2].Value : text);
        var name = line.Success ? line.Groups[1].Value : space.Named.FirstOrDefault(named => named.Architecture.Text == architecture.Text)?.Name;
        return new NetworkEntry(number, name, architecture.Text);
    }

    [GeneratedRegex(@"\A\s*([A-Za-z_][\w-]*)\s*=\s*(.+)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NamedLine();

    private static string WithoutComment(string line)
    {
        for (var i = line.IndexOf('#', StringComparison.Ordinal); i >= 0; i = line.IndexOf('#', i + 1))
        {
            if (i == 0 || char.IsWhiteSpace(line[i - 1])) return line[..i];
        }

        return line;
    }
}

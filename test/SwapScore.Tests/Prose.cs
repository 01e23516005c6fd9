using System.Text.RegularExpressions;

namespace SwapScore.Tests;

/// <summary>The prose of Markdown documents: without code, headings and markup.</summary>
internal static partial class Prose
{
    /// <summary>README.md and everything in docs/, as paths below the root of the checkout.</summary>
    public static IReadOnlyList<string> Documents { get; } = ["README.md", "CHANGELOG.md", .. Below("docs", "*.md")];

    /// <summary>Files below a folder of the checkout, as paths below its root, in order.</summary>
    public static IEnumerable<string> Below(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(SourceTree.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path)).ReplaceLineEndings("\n");

    public static IEnumerable<string> Sentences(string markdown) =>
        Blocks(markdown).SelectMany(block => SentenceEnd().Split(block)).Where(sentence => sentence.Length > 0);

    public static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));

    /// <summary>The lines of fenced code blocks of a language; an empty language means blocks without one.</summary>
    public static IReadOnlyList<string> CodeBlocks(string markdown, string language) =>
        [.. Fence().Matches(markdown).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value)];

    public static string WithoutCode(string markdown) => Fence().Replace(markdown, "\n");

    /// <summary>Paragraphs, list items and table cells.</summary>
    private static IEnumerable<string> Blocks(string markdown)
    {
        var block = new List<string>();
        foreach (var line in WithoutCode(markdown).Split('\n').Select(line => line.Trim()).Append(""))
        {
            var isTable = line.StartsWith('|');
            if (line.Length == 0 || isTable || line[0] is '#' or '<' || ListItem().IsMatch(line))
            {
                yield return Plain(string.Join(' ', block));
                block.Clear();
            }

            foreach (var cell in isTable ? line.Split('|') : [])
                yield return Plain(cell);
            if (!isTable && line.Length > 0 && line[0] is not ('#' or '<')) block.Add(line);
        }
    }

    /// <summary>Code counts as one word, a link as its text.</summary>
    private static string Plain(string text) => Link().Replace(Code().Replace(text, "Code"), "$1").Replace("*", "", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^([-*]|\d+\.)\s")]
    private static partial Regex ListItem();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=[.!?][)""]?)\s+(?=[(\[""]?[\p{Lu}\p{Nd}μσρ])")]
    private static partial Regex SentenceEnd();
}

using System.Text.RegularExpressions;

namespace SwapScore.Tests.Architecture;

/// <summary>A file of a project as the arrows see it: comments and texts are gone, but for what texts compute.</summary>
internal sealed partial class SourceFile
{
    private SourceFile(string path, string code, IEnumerable<string> imported)
    {
        Path = path;
        Namespace = NamespaceLine().Match(code).Groups[1].Value;
        Visible = new HashSet<string>([Namespace, .. Ancestors(Namespace), .. imported, .. Usings().Matches(code).Select(match => match.Groups[1].Value)]);
        Declared = [.. Declarations().Matches(code).Select(match => match.Groups[1].Value)];
        Names = Identifiers().Matches(Usings().Replace(code, "")).Select(match => match.Value).ToHashSet();
    }

    public string Path { get; }

    public string Namespace { get; }

    /// <summary>Namespaces whose types the file can name: its own, those around it, and those it imports.</summary>
    public IReadOnlySet<string> Visible { get; }

    /// <summary>Types it declares that are not nested.</summary>
    public IReadOnlyList<string> Declared { get; }

    public IReadOnlySet<string> Names { get; }

    /// <param name="path">The file.</param>
    /// <param name="imported">Namespaces that its project imports into every file.</param>
    public static SourceFile Read(string path, IEnumerable<string> imported) => new(
        path,
        Texts().Replace(Comments().Replace(File.ReadAllText(path), ""), text => $"\"{string.Concat(Holes().Matches(text.Value).Select(hole => $"{hole.Value} "))}\""),
        imported);

    private static IEnumerable<string> Ancestors(string name)
    {
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.'))
            yield return name = name[..dot];
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"^(?:\w+ )*(?:class|struct|interface|enum|record) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Identifiers();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    // What an interpolated text computes is code.
    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Holes();

    [GeneratedRegex(@"""(?:\\.|[^""\\\n])*""")]
    private static partial Regex Texts();
}

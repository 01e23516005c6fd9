using SwapScore.Spaces;

namespace SwapScore.Workflows.Search;

/// <summary>In what an architecture differs from another one, in a few words: texts of genotypes are too long to be compared by eye.</summary>
internal static class ArchitectureDifferences
{
    private const int MostInWords = 1;
    private const int MostByName = 4;

    /// <summary>What the architecture has where the reference has something else; empty where they are the same.</summary>
    public static string Describe(IArchitecture reference, IArchitecture architecture)
    {
        var (expected, found) = (Choices(reference), Choices(architecture));
        var different = found.Where(choice => !expected.TryGetValue(choice.Key, out var words) || words != choice.Value).ToList();
        var names = different.Select(choice => choice.Key).Concat(expected.Keys.Except(found.Keys)).ToList();
        if (names.Count == 0) return "";
        if (names.Count == different.Count && names.Count <= MostInWords) return string.Join("; ", different.Select(choice => $"{choice.Key}: {choice.Value}"));
        return names.Count <= MostByName ? string.Join("; ", names) : $"{names.Count} of {expected.Keys.Union(found.Keys).Count()} choices";
    }

    /// <summary>The choices of an architecture by name: those it describes itself by, or else the edges and boxes of its drawing.</summary>
    private static Dictionary<string, string> Choices(IArchitecture architecture)
    {
        var choices = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, words) in architecture.Description)
            choices[name] = words;
        if (choices.Count > 0) return choices;
        foreach (var (index, diagram) in architecture.Diagrams.Index())
        {
            var title = diagram.Title.Length > 0 ? $"{diagram.Title}, " : index > 0 ? $"{index + 1}, " : "";
            foreach (var (number, node) in diagram.Nodes.Index())
                choices[$"{title}{number}"] = node.Label.ReplaceLineEndings(" ");
            foreach (var edge in diagram.Edges)
                choices[$"{title}{edge.Source}→{edge.Target}"] = edge.Label ?? "joined";
        }

        return choices;
    }
}

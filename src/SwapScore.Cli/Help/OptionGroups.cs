using System.Text.RegularExpressions;

namespace SwapScore.Cli.Help;

/// <summary>Sorts the options of a help page into groups: those of the command first, those that every command has last.</summary>
internal static partial class OptionGroups
{
    private const string Heading = "Options:";
    private const int MostInOneGroup = 9;

    private static readonly (string Heading, string[] Names)[] Groups =
    [
        ("Scoring:", ["--metric", "--repeats", "--seed", "--mu", "--sigma", "--init", "--norm", "--activations"]),
        ("Training:", ["--trainings", "--oracle", "--preset", "--epochs", "--learning-rate", "--schedule", "--channels", "--layers", "--validation", "--images"]),
        ("Samples:",
        [
            "--data", "--batch-size", "--image-size", "--random-labels", "--layout", "--mean", "--std", "--dimension",
            "--vocab", "--text-field", "--sequence-length", "--data-root",
        ]),
        ("Machine:", ["--threads", "--device", "--backend", "--server"]),
        ("Output:",
        [
            "--output", "--no-output", "--rows", "--store", "--no-store", "--resume", "--repair", "--force", "--report", "--figures",
            "--format", "--json",
        ]),
        ("General:", ["--quiet", "--no-color", "--version", "--help"]),
    ];

    /// <summary>The page with its options in groups; as it is where it has few.</summary>
    /// <param name="page">A help page as the parser writes it.</param>
    public static string Apply(string page)
    {
        var lines = page.Split('\n').ToList();
        var first = lines.IndexOf(Heading);
        if (first < 0) return page;
        var end = lines.FindIndex(first, string.IsNullOrWhiteSpace);
        if (end < 0) end = lines.Count;
        var options = Entries(lines[(first + 1)..end]);
        if (options.Count <= MostInOneGroup) return page;
        var groups = options.GroupBy(GroupOf).OrderBy(group => group.Key);
        var text = groups.SelectMany(group => (string[])[group.Key < 0 ? Heading : Groups[group.Key].Heading, .. group.SelectMany(entry => entry), ""]);
        return string.Join('\n', [.. lines[..first], .. text.SkipLast(1), .. lines[end..]]);
    }

    /// <summary>Lines per option: the first begins with its name, further ones continue its description.</summary>
    private static List<List<string>> Entries(List<string> lines)
    {
        var entries = new List<List<string>>();
        foreach (var line in lines)
        {
            if (line.StartsWith("  -", StringComparison.Ordinal)) entries.Add([]);
            entries[^1].Add(line);
        }

        return entries;
    }

    private static int GroupOf(List<string> entry)
    {
        var name = LongName().Match(entry[0]).Value;
        return Array.FindIndex(Groups, group => group.Names.Contains(name));
    }

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex LongName();
}

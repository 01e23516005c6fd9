using System.Globalization;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Fuzz;

/// <summary>Command lines of runs that leave a folder, each of about a second.</summary>
internal static class Lines
{
    private const int Architectures = 40;

    public static RunLine Search { get; } = new("search", SearchIn, ["--resume"]);

    public static RunLine Study { get; } = new("study", StudyIn, ["--resume"]);

    public static RunLine Ablation { get; } = new("ablation", AblationIn, []);

    /// <summary>A row of a table of DARTS networks.</summary>
    public static string Row(int index)
    {
        var architecture = SearchSpaces.Find("darts").Sample(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, index));
        return string.Create(CultureInfo.InvariantCulture, $"\"{architecture.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{90 + index % 7}");
    }

    private static string[] SearchIn(string folder) =>
        ["search", "--evaluations", "60", "--population", "20", "--mutations", "5", "--repeats", "2", "--batch-size", "8", "--threads", "1", "--json", "-q", "--output", RunLine.FolderIn(folder)];

    private static string[] StudyIn(string folder) =>
        ["study", "darts", "--truth", Truth(folder), "--repeats", "4", "--batch-size", "8", "--threads", "1", "--format", "csv", "-q", "--output", RunLine.FolderIn(folder)];

    private static string[] AblationIn(string folder) =>
        ["ablate", "--truth", Truth(folder), "--limit", "8", "--repeats", "2,3", "--batch-size", "4,8", "--seeds", "2", "--threads", "1", "--format", "csv", "-q", "--output", RunLine.FolderIn(folder)];

    private static string Truth(string folder)
    {
        var truth = Path.Combine(folder, "truth.csv");
        if (!File.Exists(truth)) File.WriteAllLines(truth, Enumerable.Range(0, Architectures).Select(Row));
        return truth;
    }
}

using System.Globalization;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Fuzz;

/// <summary>Command lines of runs that leave a folder.</summary>
internal static class Lines
{
    private const int Architectures = 40;

    /// <summary>A search of about a second.</summary>
    public static string[] Search(string folder) =>
        ["search", "--evaluations", "60", "--population", "20", "--mutations", "5", "--repeats", "2", "--batch-size", "8", "--threads", "1", "--json", "-q", "--output", Path.Combine(folder, "run")];

    /// <summary>A study of about a second, with the table it needs.</summary>
    public static string[] Study(string folder)
    {
        var truth = Path.Combine(folder, "truth.csv");
        if (!File.Exists(truth)) File.WriteAllLines(truth, Enumerable.Range(0, Architectures).Select(Row));
        return ["study", "darts", "--truth", truth, "--repeats", "4", "--batch-size", "8", "--threads", "1", "--format", "csv", "-q", "--output", Path.Combine(folder, "run")];
    }

    /// <summary>A row of a table of DARTS networks.</summary>
    public static string Row(int index)
    {
        var architecture = SearchSpaces.Find("darts").Sample(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, index));
        return string.Create(CultureInfo.InvariantCulture, $"\"{architecture.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{90 + index % 7}");
    }
}

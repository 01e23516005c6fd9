namespace SwapScore;

/// <summary>Finds what a mistyped name was probably meant to be.</summary>
public static class Spelling
{
    /// <summary>The nearest candidate, or null when none is near: at most about a third of its characters may differ.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
            .Where(pair => pair.Distance <= Math.Max(1, (pair.Candidate.Length + 1) / 3))
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();

    /// <summary>The hint for an unknown name: the known name that was probably meant, or all known names.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known) =>
        Nearest(name, known) is { } nearest ? $"did you mean '{nearest}'?" : $"known: {string.Join(", ", known)}";

    /// <summary>
    /// Insertions, deletions, replacements and exchanges of neighbors (optimal string alignment), letter case ignored.
    /// </summary>
    public static int Distance(string first, string second)
    {
        var distance = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
        {
            for (var j = 0; j <= second.Length; j++)
            {
                distance[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    distance[i - 1, j - 1] + (AreSame(i, j) ? 0 : 1), 1 + Math.Min(distance[i - 1, j], distance[i, j - 1]));
                if (i > 1 && j > 1 && AreSame(i, j - 1) && AreSame(i - 1, j)) distance[i, j] = Math.Min(distance[i, j], 1 + distance[i - 2, j - 2]);
            }
        }

        return distance[first.Length, second.Length];

        bool AreSame(int i, int j) => char.ToLowerInvariant(first[i - 1]) == char.ToLowerInvariant(second[j - 1]);
    }
}

using System.Globalization;

namespace SwapScore.Tests.Spaces.Darts;

/// <summary>The published table of 1,000 genotypes with their accuracy.</summary>
internal static class DartsTable
{
    public static IReadOnlyList<(string Genotype, double Accuracy)> Rows { get; } =
    [
        .. from line in File.ReadLines(TestData.Find("tables/DARTS_archs_CIFAR10.csv"))
           where line.Length > 0
           let end = line.LastIndexOf("\",", StringComparison.Ordinal)
           select (line[1..end], double.Parse(line[(end + 2)..], CultureInfo.InvariantCulture)),
    ];
}

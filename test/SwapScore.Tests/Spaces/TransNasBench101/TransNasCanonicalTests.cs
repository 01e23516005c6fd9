using SwapScore.Spaces.TransNasBench101;

namespace SwapScore.Tests.Spaces.TransNasBench101;

public sealed class TransNasCanonicalTests
{
    private static readonly TransNasMicroSpace Micro = new();

    [Theory]
    [InlineData("64-41414-2_30_012", "64-41414-3_20_021", "nodes 1 and 2 exchanged")]
    [InlineData("64-41414-3_01_002", "64-41414-3_00_020", "node 2 is a copy of node 1")]
    [InlineData("64-41414-3_20_010", "64-41414-3_00_010", "an operation nobody reads")]
    [InlineData("64-41414-0_02_301", "64-41414-0_00_300", "an operation on nothing")]
    public void Canonical_SameFunction_IsEqual(string one, string other, string why) =>
        Assert.True(Micro.Parse(one).Canonical == Micro.Parse(other).Canonical, why);

    [Theory]
    [InlineData("64-41414-3_01_011", "64-41414-3_30_011", "one convolution read twice, or two")]
    [InlineData("64-41414-1_00_010", "64-41414-0_00_000", "a skip from the input, or nothing")]
    [InlineData("64-41414-1_10_011", "64-41414-1_01_011", "a skip from the input has weights where it changes the shape")]
    public void Canonical_OtherFunction_Differs(string one, string other, string why) =>
        Assert.True(Micro.Parse(one).Canonical != Micro.Parse(other).Canonical, why);

    /// <summary>
    /// The form against a slow reference: a cell as a polynomial whose variables are its operations, in the order of the names that makes
    /// the text least.
    /// </summary>
    [Fact(Explicit = true)]
    public void Canonical_EveryCell_PartitionsAsTheReferenceDoes()
    {
        var classes = Micro.All.GroupBy(cell => cell.Canonical).Select(group => group.Select(LeastText).ToHashSet()).ToList();

        Assert.Equal(TransNasMicroSpace.UniqueCells, classes.Count);
        Assert.All(classes, texts => Assert.Single(texts));
        Assert.Equal(classes.Count, classes.SelectMany(texts => texts).Distinct().Count());
    }

    /// <summary>Of all ways to name the operations a cell's output depends on, the text that comes first.</summary>
    private static string LeastText(TransNasMicroArchitecture cell)
    {
        var used = new SortedSet<(int Source, int Target)>();
        Describe((source, target) => $"{used.Add((source, target))}");
        used.RemoveWhere(edge => !Describe((source, target) => (source, target) == edge ? "!" : "").Contains('!', StringComparison.Ordinal));
        var edges = used.ToList();
        return Permutations(edges.Count)
            .Select(order => Describe((source, target) => edges.IndexOf((source, target)) is var index and >= 0 ? $"{order[index]}" : ""))
            .Min(StringComparer.Ordinal)!;

        string Describe(Func<int, int, string> name)
        {
            string[] nodes = ["x", "", "", ""];
            for (var target = 1; target <= 3; target++)
            {
                var terms = new List<string>();
                for (var source = 0; source < target; source++)
                {
                    var operation = cell.Operation(source, target);
                    if (operation == TransNasOperation.None || nodes[source].Length == 0) continue;
                    if (operation == TransNasOperation.Skip && source > 0) terms.AddRange(nodes[source].Split(' '));
                    else terms.Add($"{operation}{name(source, target)}[{nodes[source].Replace(' ', '+')}]");
                }

                nodes[target] = string.Join(' ', terms.Order(StringComparer.Ordinal));
            }

            return nodes[3];
        }
    }

    private static IEnumerable<int[]> Permutations(int count)
    {
        if (count == 0) return [[]];
        return Permutations(count - 1).SelectMany(shorter => Enumerable.Range(0, count).Select(position => (int[])[.. shorter[..position], count, .. shorter[position..]]));
    }
}

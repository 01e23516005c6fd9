using SwapScore.Randomness;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.NasBench101;
using SwapScore.Spaces.NasBench201;
using SwapScore.Spaces.NasBench301;

namespace SwapScore.Tests.Spaces;

/// <summary>Texts of architectures as the benchmarks' own programs and their users write them.</summary>
public sealed class TextFormTests
{
    private static readonly NasBench101Space Cells101 = new();
    private static readonly NasBench201Space Cells201 = new();
    private static readonly NasBench301Space Cells301 = new();

    public static TheoryData<string> Lines => [.. File.ReadLines(Case("nasbench101.txt")).Where(line => line.Length > 0)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Parse_NasBench101MatrixAndOperations_IsTheCell(string line) =>
        Assert.Equal("0>1 0>2 1>3 2>3: conv3x3-bn-relu maxpool3x3", Cells101.Parse(line).Text);

    [Fact]
    public void Parse_NasBench101EveryForm_IsOneCell()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var cell = Cells101.Sample(RandomKey.FromSeed(seed));
            var rows = Enumerable.Range(0, cell.Vertices).Select(i => Enumerable.Range(0, cell.Vertices).Select(j => cell.HasEdge(i, j) ? "1" : "0").ToArray()).ToArray();
            var matrix = $"[{string.Join(", ", rows.Select(row => $"[{string.Join(", ", row)}]"))}]";
            string[] names = ["input", .. cell.Text.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), "output"];
            var operations = $"[{string.Join(", ", names.Select(name => $"'{name}'"))}]";
            Assert.All(
                [
                    $"ModelSpec(matrix={matrix}, ops={operations})", $"({matrix}, {operations})", $" {matrix.Replace(",", "", StringComparison.Ordinal)} {operations} ",
                    $"{{\"module_operations\": {operations.Replace('\'', '"')}, \"module_adjacency\": {matrix}}}", $"\"{cell.Text}\"", cell.Key.Replace('(', '[').Replace(')', ']'),
                ],
                text => Assert.Equal(cell, Cells101.Parse(text)));
        }
    }

    [Theory]
    [InlineData("[[0, 1], [0, 0]], ['input', 'conv3x3-bn-relu', 'output']", "4 numbers in the matrix of 3 operations, expected 9")]
    [InlineData("[[0, 2], [0, 0]], ['input', 'output']", "number 2 of its matrix is 2")]
    [InlineData("[[0, 1], [0, 0]], ['input', 'exit', 'output']", "unknown NAS-Bench-101 operation 'exit'")]
    public void Parse_NasBench101WrongMatrix_SaysWhere(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Cells101.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_NasBench201EveryForm_IsOneCell()
    {
        foreach (var cell in Cells201.All.Where((_, i) => i % 97 == 0))
        {
            string Tuple(int source, int target) => $"('{NasBench201Architecture.NameOf(cell.Operation(source, target))}', {source})";
            var tuples = $"(({Tuple(0, 1)},), ({Tuple(0, 2)}, {Tuple(1, 2)}), ({Tuple(0, 3)}, {Tuple(1, 3)}, {Tuple(2, 3)}))";
            Assert.All(
                [
                    tuples, tuples.Replace('(', '[').Replace(')', ']'), $"Structure(4 nodes with {cell.Text})", $"Structure({tuples})", $"'{cell.Text}'", $"[\"{cell.Text}\"]",
                    cell.Text.Replace("|+|", "| + |", StringComparison.Ordinal), $" {cell.Key} ", cell.Key.Replace('(', '[').Replace(')', ']'), $"\"{cell.Key}\"",
                ],
                text => Assert.Equal(cell, Cells201.Parse(text)));
        }
    }

    [Theory]
    [InlineData("(('none', 0),)", "1 pairs of operation and source, expected 6")]
    [InlineData("((('none', 1),), (('none', 0), ('none', 1)), (('none', 0), ('none', 1), ('none', 2)))", "pair 1 reads node 1, expected 0")]
    [InlineData("Structure(4 nodes with |none~0|)", "expected '|+'")]
    public void Parse_NasBench201Malformed_SaysWhere(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Cells201.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_NasBench301Configuration_IsTheGenotype()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var genotype = Cells301.Sample(RandomKey.FromSeed(seed));
            var text = Configuration(genotype, "NetworkSelectorDatasetInfo:darts:");
            Assert.Equal(genotype, Cells301.Parse(text));
            Assert.Equal(genotype, Cells301.Parse(Configuration(genotype, "")));
        }
    }

    [Fact]
    public void Parse_NasBench301ConfigurationOfSomeEdges_SaysWhichIsMissing()
    {
        var fault = Assert.Throws<UsageException>(() => Cells301.Parse(File.ReadAllText(Case("nasbench301.json"))));
        Assert.StartsWith("the NAS-Bench-301 configuration has no entry ", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>As the benchmark writes it: edges are numbered by node and then by input.</summary>
    private static string Configuration(DartsGenotype genotype, string prefix)
    {
        int[] firsts = [0, 2, 5, 9];
        var entries = new List<string> { $"\"{prefix}drop_path_prob\": 0.2" };
        foreach (var (name, cell) in new[] { ("normal", genotype.Normal), ("reduce", genotype.Reduce) })
        {
            for (var node = 2; node <= 5; node++)
            {
                var (left, right) = cell.EdgesOf(node);
                foreach (var edge in new[] { left, right })
                    entries.Add($"\"{prefix}edge_{name}_{firsts[node - 2] + edge.Input}\": \"{edge.Operation.Name()}\"");
                if (node > 2) entries.Add($"\"{prefix}inputs_node_{name}_{node}\": \"{left.Input}_{right.Input}\"");
            }
        }

        return $"{{{string.Join(", ", entries)}}}";
    }

    private static string Case(string name) => Path.Combine(SourceTree.Root, "test", "SwapScore.Tests", "Cases", name);
}

using System.Globalization;
using System.Text.Json;
using SwapScore.Search;
using SwapScore.Search.Trainings;
using SwapScore.Spaces;
using SwapScore.Spaces.NasBench201;
using SwapScore.Truth;

namespace SwapScore.Bench;

/// <summary>
/// What a few trainings find in NAS-Bench-201, with published accuracies in place of training: scores of all cells come from the run folder of an
/// exhaustive search, and every row is the mean of some seeds. Beside them the best of as many cells drawn at random.
/// </summary>
internal static class FewTrainingsBench
{
    private const int Seeds = 20;

    private static readonly string[] Tasks = ["cifar10", "cifar100", "ImageNet16-120"];
    private static readonly int[] Counts = [5, 10, 20];
    private static readonly NasBench201Space Space = new();

    public static async Task RunAsync(TextWriter output, string run, string table, string shortTable, int firstSeed)
    {
        var pool = Pool(run);
        var full = Tasks.ToDictionary(task => task, task => SpaceTables.Read(Space, task, table));
        var brief = SpaceTables.Read(Space, Tasks[0], shortTable);
        var reported = Tasks.Select(task => Accuracies(full[task])).ToArray();
        output.WriteLine($"\n{pool.Count} cells, {pool[0].Scores.Count} metrics; seeds {firstSeed} … {firstSeed + Seeds - 1}\n");
        output.WriteLine("| trainings | guided by | chosen by | CIFAR-10 | CIFAR-100 | ImageNet16-120 |");
        output.WriteLine("|--:|---|---|--:|--:|--:|");
        foreach (var count in Counts)
        {
            foreach (var (name, tables) in Oracles(full, brief))
            {
                await WriteAsync(count, name, "few trainings", tables, pool);
                await WriteAsync(count, name, "random", tables, null);
            }
        }

        async Task WriteAsync(int count, string name, string method, Dictionary<int, TruthTable> tables, List<Candidate>? scored)
        {
            var found = new List<string>();
            for (var seed = firstSeed; seed < firstSeed + Seeds; seed++)
            {
                var trainer = new TabulatedTrainings(Space, tables);
                var search = new TrainingSearch(
                    scored ?? Drawn(pool, count, seed), trainer, new TrainingOptions { Trainings = count, Seed = seed });
                await foreach (var _ in search.RunAsync())
                {
                }

                found.Add(search.Best!.Candidate.Architecture.Text);
            }

            var cells = reported.Select(accuracies => Mean([.. found.Select(cell => accuracies[cell])]));
            output.WriteLine($"| {count} | {name} | {method} | {string.Join(" | ", cells)} |");
        }
    }

    private static IEnumerable<(string Name, Dictionary<int, TruthTable> Tables)> Oracles(Dictionary<string, TruthTable> full, TruthTable brief)
    {
        yield return ("CIFAR-10, validation after 12 epochs", new() { [12] = brief });
        yield return ("the same, then CIFAR-10 after 200 epochs", new() { [12] = brief, [200] = full["cifar10"] });
        foreach (var (task, table) in full)
            yield return ($"{task} after 200 epochs", new() { [200] = table });
    }

    /// <summary>As many cells at random as are trained, so that all of them are.</summary>
    private static List<Candidate> Drawn(List<Candidate> pool, int count, int seed)
    {
        var draw = Randomness.RandomKey.FromSeed(seed).Draw();
        var left = pool.ToList();
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var taken = left[draw.Next(left.Count)];
            left.Remove(taken);
            return taken;
        })];
    }

    private static string Mean(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F2} ± {deviation:F2}");
    }

    private static Dictionary<string, double> Accuracies(TruthTable table) => table.Rows.ToDictionary(row => Space.Parse(row.Architecture).Text, row => row.Value);

    private static List<Candidate> Pool(string run) =>
    [
        .. File.ReadLines(Path.Combine(run, "history.jsonl")).Select(line => JsonSerializer.Deserialize(line, SearchLines.Exact.Candidate)!)
            .Select(line => new Candidate(line.Number, Space.Parse(line.Architecture), [.. line.Scores], line.Parameters, line.Flops)),
    ];
}

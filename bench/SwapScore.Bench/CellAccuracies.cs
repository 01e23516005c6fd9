using SwapScore.Spaces.NasBench201;
using SwapScore.Truth;

namespace SwapScore.Bench;

/// <summary>Test accuracies of one task by cell of NAS-Bench-201, and ranks among all 15,625.</summary>
internal sealed class CellAccuracies
{
    private static readonly string[] Tasks = ["cifar10", "cifar100", "ImageNet16-120"];
    private static readonly NasBench201Space Space = new();

    private readonly double[] _sorted;

    private CellAccuracies(string task, TruthTable table)
    {
        Task = task;
        _sorted = [.. table.Rows.Select(row => row.Value).OrderDescending()];
        Accuracies = table.Rows.ToDictionary(row => Space.Parse(row.Architecture).Text, row => row.Value);
    }

    /// <summary>Name of the task.</summary>
    public string Task { get; }

    /// <summary>Accuracy in per cent by text of the cell.</summary>
    public Dictionary<string, double> Accuracies { get; }

    /// <summary>Text of the best cell.</summary>
    public string Best => Accuracies.MaxBy(pair => pair.Value).Key;

    /// <summary>The accuracies of all tasks.</summary>
    /// <param name="table">Path of <c>nats_bench.csv</c>.</param>
    public static CellAccuracies[] ReadAll(string table) => [.. Tasks.Select(task => new CellAccuracies(task, NatsTruth.Read(table, task)))];

    /// <summary>Rank of an accuracy from 1 for the best.</summary>
    public int RankOf(double accuracy) => Array.FindIndex(_sorted, other => other <= accuracy) + 1;
}

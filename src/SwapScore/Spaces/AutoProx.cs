using SwapScore.Networks;

namespace SwapScore.Spaces;

/// <summary>
/// The trainings of Auto-Prox: vision Transformers trained from scratch on three small data sets, each with and without distillation.
/// </summary>
internal static class AutoProx
{
    /// <summary>Who published the trainings.</summary>
    public const string Source = "Wei et al.: Auto-Prox: Training-Free Vision Transformer Architecture Search via Automatic Proxy Discovery (AAAI 2024)";

    private const string Distilled = "-distilled";

    private static readonly (string Task, string Column, int Classes)[] DataSets = [("cifar100", "c100", 100), ("flowers", "flower", 102), ("chaoyang", "chaoyang", 4)];

    /// <summary>The tasks: each data set without and with distillation.</summary>
    public static IReadOnlyList<SpaceTask> Tasks { get; } =
        [.. DataSets.SelectMany(data => new[] { new SpaceTask(data.Task, new Shape(3, 224, 224), data.Classes), new SpaceTask(data.Task + Distilled, new Shape(3, 224, 224), data.Classes) })];

    /// <summary>By task the column of its accuracies.</summary>
    public static IReadOnlyDictionary<string, string> Accuracies { get; } = DataSets
        .SelectMany(data => new[] { KeyValuePair.Create(data.Task, $"{data.Column}_base_acc"), KeyValuePair.Create(data.Task + Distilled, $"{data.Column}_kd_acc") })
        .ToDictionary();
}

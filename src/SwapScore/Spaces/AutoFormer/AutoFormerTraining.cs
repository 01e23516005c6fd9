using SwapScore.Networks;
using SwapScore.Truth;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>How networks of a space were trained: for which tasks, by which code, and which table says what they reached.</summary>
/// <param name="Design">What depends on the code.</param>
/// <param name="Tasks">The tasks.</param>
/// <param name="Study">The tables.</param>
/// <param name="Source">Who published them.</param>
/// <param name="Summary">What is added to the summary of the space.</param>
internal sealed record AutoFormerTraining(AutoFormerDesign Design, IReadOnlyList<SpaceTask> Tasks, SpaceStudy Study, string Source, string Summary)
{
    private const string Distilled = "-distilled";

    private static readonly Shape Image = new(3, 224, 224);

    /// <summary>Trained from scratch on three data sets, each with and without distillation.</summary>
    public static AutoFormerTraining Scratch { get; } = CreateScratch();

    /// <summary>Sub-networks of a super-network that was trained on ImageNet, with the weights they inherit.</summary>
    /// <param name="size">The choices.</param>
    public static AutoFormerTraining Inherited(AutoFormerSize size) => new(
        AutoFormerDesign.Inherited,
        [new SpaceTask("imagenet", Image, 1000)],
        new SpaceStudy(new AutoFormerTruth($"autoformer_{size.Name}.csv", "embed_dim", new Dictionary<string, string> { ["imagenet"] = "imagenet_top1" }), new AccuracyTruth())
        {
            Truth = $"the ImageNet accuracy of sub-networks of AutoFormer-{char.ToUpperInvariant(size.Name[0])}",
            PublishedMetric = "params_M",
        },
        "Chen et al.: AutoFormer: Searching Transformers for Visual Recognition (ICCV 2021)",
        "");

    private static AutoFormerTraining CreateScratch()
    {
        (string Task, string Column, int Classes)[] data = [("cifar100", "c100", 100), ("flowers", "flower", 102), ("chaoyang", "chaoyang", 4)];
        var columns = data.SelectMany(one => new[] { KeyValuePair.Create(one.Task, $"{one.Column}_base_acc"), KeyValuePair.Create(one.Task + Distilled, $"{one.Column}_kd_acc") });
        return new AutoFormerTraining(
            AutoFormerDesign.Scratch,
            [.. data.SelectMany(one => new[] { new SpaceTask(one.Task, Image, one.Classes), new SpaceTask(one.Task + Distilled, Image, one.Classes) })],
            new SpaceStudy(new AutoFormerTruth("autoprox_gt_autoformer.csv", "hidden_dim", columns.ToDictionary()), new AccuracyTruth())
            {
                Truth = "the accuracy of vision Transformers trained from scratch",
                PublishedMetric = "imagenet_super_acc",
            },
            "Wei et al.: Auto-Prox: Training-Free Vision Transformer Architecture Search via Automatic Proxy Discovery (AAAI 2024)",
            ", trained from scratch on small data sets");
    }
}

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
    /// <summary>Trained from scratch on three data sets, each with and without distillation.</summary>
    public static AutoFormerTraining Scratch { get; } = new(
        AutoFormerDesign.Scratch,
        AutoProx.Tasks,
        new SpaceStudy(AutoFormerTruth.Create("autoprox_gt_autoformer.csv", "hidden_dim", AutoProx.Accuracies), new AccuracyTruth())
        {
            Truth = "the accuracy of vision Transformers trained from scratch",
            PublishedMetric = "imagenet_super_acc",
        },
        AutoProx.Source,
        ", trained from scratch on small data sets");

    /// <summary>Sub-networks of a super-network that was trained on ImageNet, with the weights they inherit.</summary>
    /// <param name="size">The choices.</param>
    public static AutoFormerTraining Inherited(AutoFormerSize size) => new(
        AutoFormerDesign.Inherited,
        [new SpaceTask("imagenet", new Shape(3, 224, 224), 1000)],
        new SpaceStudy(AutoFormerTruth.Create($"autoformer_{size.Name}.csv", "embed_dim", new Dictionary<string, string> { ["imagenet"] = "imagenet_top1" }), new AccuracyTruth())
        {
            Truth = $"the ImageNet accuracy of sub-networks of AutoFormer-{char.ToUpperInvariant(size.Name[0])}",
            PublishedMetric = "params_M",
        },
        "Chen et al.: AutoFormer: Searching Transformers for Visual Recognition (ICCV 2021)",
        "");
}

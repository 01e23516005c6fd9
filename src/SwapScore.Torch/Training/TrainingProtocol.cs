using System.Text.Json.Nodes;
using static System.FormattableString;

namespace SwapScore.Torch.Training;

/// <summary>How a network is trained: every setting that its result depends on, beside the network, the images and the seed.</summary>
public sealed record TrainingProtocol
{
    /// <summary>Name of the protocol these settings began as, for people. Default: <c>own</c>.</summary>
    public string Name { get; init; } = "own";

    /// <summary>Number of passes over the training images, 1 … 10,000. Default: 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Images per step, 2 … 65,536; the last step of an epoch has those that are left. Default: 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The learning rate at the start, or the highest one of <see cref="ScheduleKind.OneCycle"/>; above 0, at most 100. Default: 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How the learning rate changes. Default: <see cref="ScheduleKind.Cosine"/>.</summary>
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Cosine;

    /// <summary>What changes the parameters. Default: <see cref="OptimizerKind.Sgd"/>.</summary>
    public OptimizerKind Optimizer { get; init; }

    /// <summary>Momentum, 0 or more and below 1. Default: 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether a step of gradient descent looks ahead (Nesterov). Default: false.</summary>
    public bool IsNesterov { get; init; }

    /// <summary>Weight decay of all parameters, 0 … 1. Default: 0.0005.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>The largest norm of all gradients together, above 0; null for any. Default: null.</summary>
    public double? Clipping { get; init; }

    /// <summary>Share of the target that is spread evenly over all classes, 0 or more and below 1. Default: 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Whether a part of 8 to 100 % of the area of an image is cut out at random and resized, as trainings on ImageNet do. There is no padding then, and photographs are
    /// read in their own sizes. Default: false.
    /// </summary>
    public bool HasResizedCrops { get; init; }

    /// <summary>Black pixels added on each side before an image is cut out at random, 0 … 64. Default: 4.</summary>
    public int CropPadding { get; init; } = 4;

    /// <summary>Whether images are mirrored at random. Default: true.</summary>
    public bool IsFlipped { get; init; } = true;

    /// <summary>x where brightness changes by a factor of 1 − x … 1 + x, 0 … 10; 0 for no change. Default: 0.</summary>
    public double Brightness { get; init; }

    /// <summary>The same of contrast. Default: 0.</summary>
    public double Contrast { get; init; }

    /// <summary>The same of saturation. Default: 0.</summary>
    public double Saturation { get; init; }

    /// <summary>h where the hue changes by −h … h of a turn, 0 … 0.5; 0 for no change. Default: 0.</summary>
    public double Hue { get; init; }

    /// <summary>Side of the square of an image that is set to the mean, 0 … 512; 0 for none. Default: 0.</summary>
    public int Cutout { get; init; }

    /// <summary>Probability of drop path at the end of the training, to which it rises linearly from 0; 0 or more and below 1. Default: 0.</summary>
    public double DropPath { get; init; }

    /// <summary>Weight of the loss of an auxiliary head, 0 … 10; 0 for no such head. Default: 0.</summary>
    public double AuxiliaryWeight { get; init; }

    /// <summary>Share of a batch in the running statistics of normalisations, above 0, at most 1. Default: 0.1, PyTorch's.</summary>
    public double StatisticsShare { get; init; } = 0.1;

    /// <summary>Whether networks are computed in bfloat16 while they are trained; weights, normalisations and loss stay in single precision. Default: false.</summary>
    public bool UsesBFloat16 { get; init; }

    /// <summary>Channels of the first cells; null for as many as the space publishes. Default: null.</summary>
    public int? Channels { get; init; }

    /// <summary>Cells, as the space counts them; null for as many as it publishes. Default: null.</summary>
    public int? Cells { get; init; }

    /// <summary>The training of DARTS on CIFAR-10: 600 epochs, batches of 96, 36 channels, 20 cells.</summary>
    /// <remarks>Liu, Simonyan, Yang: DARTS (ICLR 2019), and its published code (<c>cnn/train.py</c>).</remarks>
    public static TrainingProtocol DartsCifar10 { get; } = new()
    {
        Name = "darts-cifar10",
        Epochs = 600,
        BatchSize = 96,
        LearningRate = 0.025,
        WeightDecay = 3e-4,
        Clipping = 5,
        Cutout = 16,
        DropPath = 0.2,
        AuxiliaryWeight = 0.4,
        Channels = 36,
        Cells = 20,
    };

    /// <summary>The training of DARTS on ImageNet: 250 epochs, batches of 128, 48 channels, 14 cells, label smoothing, resized crops and changed colours.</summary>
    /// <remarks>Liu, Simonyan, Yang: DARTS (ICLR 2019), and its published code (<c>cnn/train_imagenet.py</c>).</remarks>
    public static TrainingProtocol DartsImageNet { get; } = new()
    {
        Name = "darts-imagenet",
        Epochs = 250,
        BatchSize = 128,
        LearningRate = 0.1,
        Schedule = ScheduleKind.Exponential,
        WeightDecay = 3e-5,
        Clipping = 5,
        LabelSmoothing = 0.1,
        HasResizedCrops = true,
        CropPadding = 0,
        Brightness = 0.4,
        Contrast = 0.4,
        Saturation = 0.4,
        Hue = 0.2,
        AuxiliaryWeight = 0.4,
        Channels = 48,
        Cells = 14,
    };

    /// <summary>The training of NAS-Bench-101: 108 epochs, batches of 256, RMSProp.</summary>
    /// <remarks>
    /// Ying, Klein, Christiansen, Real, Murphy, Hutter: NAS-Bench-101 (ICML 2019), and its published code (<c>nasbench/lib/config.py</c>, <c>model_builder.py</c>). Its rate of 0.1
    /// is meant for each of two halves of a chip, 0.2 together.
    /// </remarks>
    public static TrainingProtocol NasBench101 { get; } = new()
    {
        Name = "nasbench101",
        Epochs = 108,
        BatchSize = 256,
        LearningRate = 0.2,
        Schedule = ScheduleKind.CosineByStep,
        Optimizer = OptimizerKind.RmsProp,
        WeightDecay = 1e-4,
        StatisticsShare = 0.003,
    };

    /// <summary>The training of NAS-Bench-201: 200 epochs, batches of 256, Nesterov.</summary>
    /// <remarks>Dong, Yang: NAS-Bench-201 (ICLR 2020), Table 1.</remarks>
    public static TrainingProtocol NasBench201 { get; } = new() { Name = "nasbench201", Epochs = 200, BatchSize = 256, IsNesterov = true };

    /// <summary>A short training: ten epochs with one cycle of the learning rate.</summary>
    public static TrainingProtocol Quick { get; } = new() { Name = "quick", LearningRate = 0.2, Schedule = ScheduleKind.OneCycle, IsNesterov = true };

    /// <summary>All presets.</summary>
    public static IReadOnlyList<TrainingProtocol> All { get; } = [DartsCifar10, DartsImageNet, NasBench101, NasBench201, Quick];

    /// <summary>The protocol of this name.</summary>
    /// <param name="name">One of the names of <see cref="All"/>.</param>
    /// <exception cref="UsageException">There is none; the hint names the nearest or all.</exception>
    public static TrainingProtocol Find(string name) => All.FirstOrDefault(one => one.Name == name)
        ?? throw new UsageException($"unknown training protocol '{name}'", Spelling.Hint(name, [.. All.Select(one => one.Name)]));

    /// <summary>All settings, as <c>config.json</c> holds them.</summary>
    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["epochs"] = Epochs,
        ["batchSize"] = BatchSize,
        ["learningRate"] = LearningRate,
        ["schedule"] = $"{Schedule}",
        ["optimizer"] = $"{Optimizer}",
        ["momentum"] = Momentum,
        ["nesterov"] = IsNesterov,
        ["weightDecay"] = WeightDecay,
        ["clipping"] = Clipping,
        ["labelSmoothing"] = LabelSmoothing,
        ["resizedCrops"] = HasResizedCrops,
        ["cropPadding"] = CropPadding,
        ["flip"] = IsFlipped,
        ["brightness"] = Brightness,
        ["contrast"] = Contrast,
        ["saturation"] = Saturation,
        ["hue"] = Hue,
        ["cutout"] = Cutout,
        ["dropPath"] = DropPath,
        ["auxiliaryWeight"] = AuxiliaryWeight,
        ["statisticsShare"] = StatisticsShare,
        ["precision"] = UsesBFloat16 ? "bfloat16" : "float32",
        ["channels"] = Channels,
        ["cells"] = Cells,
    };

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public TrainingProtocol Validated()
    {
        var violations = new List<string>();
        if (Epochs is < 1 or > 10_000) violations.Add(Invariant($"epochs must be 1 … 10000, not {Epochs}"));
        if (BatchSize is < 2 or > 65_536) violations.Add(Invariant($"the batch size must be 2 … 65536, not {BatchSize}"));
        if (!(LearningRate > 0 && LearningRate <= 100)) violations.Add(Invariant($"the learning rate must be above 0 and at most 100, not {LearningRate}"));
        if (!Enum.IsDefined(Schedule)) violations.Add(Invariant($"unknown schedule {(int)Schedule}"));
        if (!Enum.IsDefined(Optimizer)) violations.Add(Invariant($"unknown optimizer {(int)Optimizer}"));
        if (IsNesterov && Optimizer != OptimizerKind.Sgd) violations.Add("only gradient descent looks ahead");
        if (!(Momentum >= 0 && Momentum < 1)) violations.Add(Invariant($"the momentum must be 0 or more and below 1, not {Momentum}"));
        if (!(WeightDecay >= 0 && WeightDecay <= 1)) violations.Add(Invariant($"the weight decay must be 0 … 1, not {WeightDecay}"));
        if (Clipping is { } norm && !(norm > 0)) violations.Add(Invariant($"the largest norm of gradients must be above 0, not {norm}"));
        if (!(LabelSmoothing >= 0 && LabelSmoothing < 1)) violations.Add(Invariant($"label smoothing must be 0 or more and below 1, not {LabelSmoothing}"));
        if (CropPadding is < 0 or > 64) violations.Add(Invariant($"the padding of crops must be 0 … 64, not {CropPadding}"));
        foreach (var (name, strength) in (IEnumerable<(string, double)>)[("brightness", Brightness), ("contrast", Contrast), ("saturation", Saturation)])
            if (!(strength >= 0 && strength <= 10)) violations.Add(Invariant($"the change of {name} must be 0 … 10, not {strength}"));
        if (!(Hue >= 0 && Hue <= 0.5)) violations.Add(Invariant($"the change of hue must be 0 … 0.5, not {Hue}"));
        if (!(StatisticsShare > 0 && StatisticsShare <= 1)) violations.Add(Invariant($"the share of a batch in running statistics must be above 0 and at most 1, not {StatisticsShare}"));
        if (Cutout is < 0 or > 512) violations.Add(Invariant($"the side of the cutout must be 0 … 512, not {Cutout}"));
        if (!(DropPath >= 0 && DropPath < 1)) violations.Add(Invariant($"the probability of drop path must be 0 or more and below 1, not {DropPath}"));
        if (!(AuxiliaryWeight >= 0 && AuxiliaryWeight <= 10)) violations.Add(Invariant($"the weight of the auxiliary loss must be 0 … 10, not {AuxiliaryWeight}"));
        return violations.Count == 0 ? this : throw new UsageException(string.Join("; ", violations));
    }
}

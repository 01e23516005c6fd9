using SwapScore.Torch;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Training;

namespace SwapScore.Cli.Options;

/// <summary>The options of commands that train: by which protocol, on which images, where.</summary>
internal sealed class LearningOptions
{
    private const string Half = "bfloat16";
    private static readonly string[] Presets = [.. TrainingProtocol.All.Select(protocol => protocol.Name)];

    /// <summary>The images.</summary>
    public Option<string> Data { get; } = new("--data")
    {
        Description = "Images with classes: a folder of CIFAR or ImageNet16 batches, or a folder that holds a folder of photographs per class, also below train/ and val/ or test/",
        HelpName = "PATH",
        Required = true,
    };

    private readonly Option<string> _preset = ParsedOption.Name(
        "--preset", $"Published or short training that the other options change: {string.Join(", ", Presets)}", TrainingProtocol.Quick.Name, Presets);
    private readonly Option<int?> _epochs = ParsedOption.OptionalCount("--epochs", "Passes over the images; default: that of the preset", 10_000);
    private readonly Option<int?> _batchSize = ParsedOption.OptionalCount("--batch-size", "Images per step; default: that of the preset", 65_536);
    private readonly Option<double?> _rate = ParsedOption.OptionalPositive("--learning-rate", "X", "Highest learning rate; default: that of the preset");
    private readonly Option<ScheduleKind?> _schedule = ParsedOption.Choice<ScheduleKind?>(
        "--schedule", "How the learning rate changes: cosine, cosine-by-step, exponential or one-cycle; default: that of the preset",
        ("cosine", ScheduleKind.Cosine), ("cosine-by-step", ScheduleKind.CosineByStep), ("exponential", ScheduleKind.Exponential), ("one-cycle", ScheduleKind.OneCycle));
    private readonly Option<double?> _smoothing = ParsedOption.OptionalShare("--label-smoothing", "Share of the target that is spread over all classes; default: that of the preset");
    private readonly Option<string?> _precision = ParsedOption.Choice<string?>(
        "--precision", "Numbers that networks are computed in while they are trained; default: that of the preset, float32", ("float32", "float32"), (Half, Half));
    private readonly Option<int?> _channels = ParsedOption.OptionalCount("--channels", "Channels of the first cells; default: that of the preset, else as published", 4096);
    private readonly Option<int?> _cells = ParsedOption.OptionalCount("--layers", "Cells, in all or per stage as the space counts them; default: that of the preset, else as published", 1000);
    private readonly Option<double?> _validation = ParsedOption.OptionalPositive(
        "--validation", "SHARE", "Share of each class kept to judge the network by; default: the images the data have for it, else 0.1");
    private readonly Option<int?> _images = ParsedOption.OptionalCount("--images", "Learn from N images only, the same share of each class");

    /// <summary>Threads that train.</summary>
    public Option<int?> Threads { get; } = ParsedOption.OptionalCount("--threads", "Number of threads; it can change the last bits of a result; default: all cores", 1024);

    /// <summary>Where to train.</summary>
    public Option<ComputeDevice> Device { get; } = ParsedOption.Device("--device", "Device that trains");

    /// <summary>The options of a command that trains many networks, beside the number of epochs and those that it shares with others.</summary>
    public IReadOnlyList<Option> OfNetworks => [_preset, _rate, _schedule, _smoothing, _precision, _channels, _cells, _validation, _images];

    /// <summary>The options of a command that trains.</summary>
    public IReadOnlyList<Option> All(SharedOptions shared) =>
        [Data, _preset, _epochs, _batchSize, _rate, _schedule, _smoothing, _precision, _channels, _cells, _validation, _images, shared.ImageSize, shared.Seed, Threads, Device];

    /// <exception cref="UsageException">There is no such preset, or a setting is out of range.</exception>
    public TrainingProtocol ReadProtocol(ParseResult parsed)
    {
        var preset = TrainingProtocol.Find(parsed.GetRequiredValue(_preset));
        return (preset with
        {
            Epochs = parsed.GetValue(_epochs) ?? preset.Epochs,
            BatchSize = parsed.GetValue(_batchSize) ?? preset.BatchSize,
            LearningRate = parsed.GetValue(_rate) ?? preset.LearningRate,
            Schedule = parsed.GetValue(_schedule) ?? preset.Schedule,
            LabelSmoothing = parsed.GetValue(_smoothing) ?? preset.LabelSmoothing,
            UsesBFloat16 = parsed.GetValue(_precision) is { } precision ? precision == Half : preset.UsesBFloat16,
            Channels = parsed.GetValue(_channels) ?? preset.Channels,
            Cells = parsed.GetValue(_cells) ?? preset.Cells,
        }).Validated();
    }

    /// <exception cref="UsageException">A setting is out of range.</exception>
    public TrainingSource ReadSource(ParseResult parsed, SharedOptions shared) => ReadSource(parsed, shared, parsed.GetRequiredValue(Data));

    /// <summary>The same of a command that has an option of its own for the images.</summary>
    /// <exception cref="UsageException">A setting is out of range.</exception>
    public TrainingSource ReadSource(ParseResult parsed, SharedOptions shared, string path) => new TrainingSource(path)
    {
        Validation = parsed.GetValue(_validation),
        Images = parsed.GetValue(_images),
        Side = parsed.GetValue(shared.ImageSize),
        Seed = parsed.GetRequiredValue(shared.Seed),
    }.Validated();

    public int ReadThreads(ParseResult parsed) => parsed.GetValue(Threads) ?? Environment.ProcessorCount;

    /// <exception cref="UnavailableException">The device is not there.</exception>
    public ComputeDevice ReadDevice(ParseResult parsed)
    {
        var device = parsed.GetRequiredValue(Device);
        TorchLibrary.Require(device);
        return device;
    }
}

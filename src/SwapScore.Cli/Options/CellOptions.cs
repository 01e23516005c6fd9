using SwapScore.Workflows.Reproduction;

namespace SwapScore.Cli.Options;

/// <summary>How <c>reproduce</c> searches and trains the cells of Tables II and III.</summary>
/// <param name="shared">The options that several commands have.</param>
internal sealed class CellOptions(SharedOptions shared)
{
    private readonly Option<int?> _evaluations = ParsedOption.OptionalCount("--evaluations", "Architectures that a search of Table II or III scores; default: 1100, or 100 with --quick");
    private readonly Option<string?> _cifar10 = ParsedOption.Text("--cifar10", "PATH", "CIFAR-10 to train the cells of Table II on, as batches or in class folders; default: that of --data-root");
    private readonly Option<string?> _imageNet = ParsedOption.Text(
        "--imagenet", "DIR", "ImageNet or other photographs in class folders, to search and train the cells of Table III on; default: photographs in --data-root, to search on only");

    private readonly Option<int?> _epochs = ParsedOption.OptionalCount("--epochs", "Train the cells of Tables II and III for N epochs (published: 600 and 250); default: they are not trained", 10_000);
    private readonly Option<int?> _images = ParsedOption.OptionalCount("--train-images", "Train them on N images only, the same share of each class");
    private readonly Option<int?> _batchSize = ParsedOption.OptionalCount("--batch-size", "Images per step of a training; default: as published, 96 and 128", 65_536);
    private readonly Option<int?> _channels = ParsedOption.OptionalCount("--channels", "Channels of the networks that are trained; default: as published, 36 and 48", 4096);
    private readonly Option<int?> _cells = ParsedOption.OptionalCount("--layers", "Cells of the networks that are trained; default: as published, 20 and 14", 1000);

    /// <summary>The options of a command that makes these tables.</summary>
    public IReadOnlyList<Option> All => [_evaluations, _cifar10, _imageNet, _epochs, _images, _batchSize, _channels, _cells, shared.ImageSize];

    /// <summary>The same reproduction with what was typed.</summary>
    public ReproductionOptions Read(ParseResult parsed, ReproductionOptions options) => options with
    {
        Evaluations = parsed.GetValue(_evaluations),
        Cifar10 = parsed.GetValue(_cifar10),
        ImageNet = parsed.GetValue(_imageNet),
        Epochs = parsed.GetValue(_epochs),
        TrainingImages = parsed.GetValue(_images),
        BatchSize = parsed.GetValue(_batchSize),
        Channels = parsed.GetValue(_channels),
        Cells = parsed.GetValue(_cells),
        Side = parsed.GetValue(shared.ImageSize),
    };

    /// <summary>What was typed, for a command that makes the same again: names and values.</summary>
    public static IEnumerable<(string Name, string Value)> Write(ReproductionOptions options)
    {
        foreach (var (name, path) in (IEnumerable<(string, string?)>)[("--cifar10", options.Cifar10), ("--imagenet", options.ImageNet)])
            if (path is not null) yield return (name, path);
        (string Name, int? Number)[] numbers =
        [
            ("--evaluations", options.Evaluations), ("--epochs", options.Epochs), ("--train-images", options.TrainingImages), ("--batch-size", options.BatchSize),
            ("--channels", options.Channels), ("--layers", options.Cells), ("--image-size", options.Side),
        ];
        foreach (var (name, number) in numbers)
            if (number is { } given) yield return (name, FormattableString.Invariant($"{given}"));
    }
}

using System.CommandLine.Parsing;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Onnx.Samples;
using SwapScore.Values;
using SwapScore.Weights;

namespace SwapScore.Cli.Options;

/// <summary>The options that say how models in files are run.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string?> _initializer = ParsedOption.Initializer(
        "--init",
        "Weights of models in files: gaussian N(0, 1), kaiming N(0, 2/n), keep (those in the file); default: auto (gaussian for models with a normalisation, else kaiming)",
        Initializers.OfModels);
    private readonly Option<NormalizationMode> _normalization = ParsedOption.Choice(
        "--norm",
        "Statistics for batch normalisation of models in files: of the batch (default), or inference (stored in the file)",
        ("batch", NormalizationMode.Batch), ("inference", NormalizationMode.Running));
    private readonly Option<string?> _activations = ParsedOption.Choice<string?>(
        "--activations", "Activations observed in model files: all (default), or published (ReLU, GELU and SiLU)", ("all", null), ("published", "published"));
    private readonly Option<ImageLayout> _layout = ParsedOption.Choice<ImageLayout>("--layout", "Order of dimensions of images in model files; default: auto (as the dimensions show)");
    private readonly Option<Rgb?> _mean = ParsedOption.OptionalColor(
        "--mean", "Per-channel mean subtracted from pixels between 0 and 1 (with --std); default: that of the data set", "0.485,0.456,0.406", isPositive: false);
    private readonly Option<Rgb?> _deviation = ParsedOption.OptionalColor(
        "--std", "Per-channel standard deviation pixels are divided by (with --mean); default: that of the data set", "0.229,0.224,0.225", isPositive: true);
    private readonly Option<Dictionary<string, int>> _sizes = new("--dimension")
    {
        Description = "Size of a dimension that models leave free, by its name, or by that of the input and the dimension's number (audio:1=16000); may be repeated",
        HelpName = "NAME=SIZE",
        CustomParser = ReadSizes,
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The options of a command that takes models.</summary>
    public IReadOnlyList<Option> All => [_initializer, _normalization, _activations, _layout, _mean, _deviation, _sizes];

    /// <summary>Options that also say how models are run.</summary>
    public EvaluationOptions AddTo(EvaluationOptions options, ParseResult parsed) => options with
    {
        Initializer = parsed.GetValue(_initializer),
        Model = new ModelRunOptions { Normalization = parsed.GetValue(_normalization), PublishedActivationsOnly = parsed.GetValue(_activations) is not null },
    };

    /// <summary>How their samples are prepared.</summary>
    /// <exception cref="UsageException">Only one of <c>--mean</c> and <c>--std</c> is given.</exception>
    public SampleOptions ReadSamples(ParseResult parsed, SharedOptions shared)
    {
        var (mean, deviation) = (parsed.GetValue(_mean), parsed.GetValue(_deviation));
        if (mean is null != deviation is null) throw new UsageException("--mean and --std belong together, but only one is given", "give both");
        return new SampleOptions
        {
            Count = parsed.GetRequiredValue(shared.BatchSize),
            Side = parsed.GetValue(shared.ImageSize),
            Layout = parsed.GetValue(_layout),
            Normalization = mean is { } m && deviation is { } d ? new Normalization("as given", m, d) : null,
            HasRandomLabels = parsed.GetValue(shared.RandomLabels),
            Sizes = ValueDictionary<int>.Create(parsed.GetValue(_sizes) ?? []),
            SequenceLength = parsed.GetValue(shared.SequenceLength) is > 0 and var length ? length : new SampleOptions().SequenceLength,
        };
    }

    private static Dictionary<string, int>? ReadSizes(ArgumentResult result)
    {
        var sizes = new Dictionary<string, int>();
        foreach (var token in result.Tokens)
        {
            var end = token.Value.LastIndexOf('=');
            if (end > 0 && int.TryParse(token.Value[(end + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
                sizes[token.Value[..end]] = size;
            else
                result.AddError($"--dimension takes a name and a positive number, for example time=16000, not '{token.Value}'");
        }

        return sizes;
    }
}

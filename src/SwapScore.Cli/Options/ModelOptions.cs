using System.CommandLine.Parsing;
using System.Globalization;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
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
        ("batch", NormalizationMode.Batch),
        ("inference", NormalizationMode.Running));

    private readonly Option<ObservedActivations> _activations = ParsedOption.Choice(
        "--activations",
        "Activations observed in model files: all (default), or published (ReLU, GELU and SiLU)", ("all", ObservedActivations.All),
        ("published", ObservedActivations.Published));

    private readonly Option<ImageLayout> _layout = ParsedOption.Choice(
        "--layout",
        "Order of dimensions of images in model files; default: auto (as the dimensions show)",
        ("auto", ImageLayout.Auto),
        ("nchw", ImageLayout.Nchw),
        ("nhwc", ImageLayout.Nhwc));

    private readonly Option<Rgb?> _mean = Color("--mean", "Per-channel mean subtracted from pixels between 0 and 1 (with --std); default: that of the data set");

    private readonly Option<Rgb?> _deviation = Color("--std", "Per-channel standard deviation pixels are divided by (with --mean); default: that of the data set");

    private readonly Option<Dictionary<string, int>> _sizes = new("--dimension")
    {
        Description = "Size of a dimension that models leave free, by its name, or by that of the input and the dimension's number (audio:1=16000); may be repeated",
        HelpName = "NAME=SIZE",
        CustomParser = ReadSizes,
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_initializer, _normalization, _activations, _layout, _mean, _deviation, _sizes])
            command.Add(option);
    }

    /// <summary>Options that also say how models are run.</summary>
    public EvaluationOptions AddTo(EvaluationOptions options, ParseResult parsed) => options with
    {
        Initializer = parsed.GetValue(_initializer),
        Model = new ModelRunOptions { Normalization = parsed.GetValue(_normalization), PublishedActivationsOnly = parsed.GetValue(_activations) == ObservedActivations.Published },
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

    private static Option<Rgb?> Color(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "R,G,B",
        CustomParser = result =>
        {
            var parts = result.Tokens[0].Value.Split(',');
            var numbers = new double[3];
            if (parts.Length == 3 && parts.Index().All(part => double.TryParse(part.Item, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[part.Index]) && double.IsFinite(numbers[part.Index]))
                && (name != "--std" || numbers.All(number => number > 0)))
                return new Rgb(numbers[0], numbers[1], numbers[2]);
            result.AddError($"{name} takes three {(name == "--std" ? "positive " : "")}numbers separated by commas, for example {(name == "--std" ? "0.229,0.224,0.225" : "0.485,0.456,0.406")}, not '{result.Tokens[0].Value}'");
            return null;
        },
    };

    private enum ObservedActivations
    {
        All,
        Published,
    }
}

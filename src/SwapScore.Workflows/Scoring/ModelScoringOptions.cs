using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Onnx;
using SwapScore.Onnx.Samples;
using SwapScore.Values;

namespace SwapScore.Workflows.Scoring;

/// <summary>Which model files are ranked, and how.</summary>
public sealed record ModelScoringOptions
{
    /// <summary>Initializations averaged unless a number is given: large models differ by far more than their repeats.</summary>
    public const int StandardRepeats = 4;

    /// <summary>ONNX files and folders of them.</summary>
    public required ValueList<string> Paths { get; init; }

    /// <summary>Folder that paths are relative to in results and faults, for a host whose own folders say nothing to its users; null for paths as given. Default: null.</summary>
    public string? Root { get; init; }

    /// <summary>
    /// Metrics, seed, weights and how the models are run; the name <c>all</c> stands for every metric that any model can be ranked by. Default: those of
    /// <see cref="EvaluationOptions"/>, 4 repeats.
    /// </summary>
    public EvaluationOptions Evaluation { get; init; } = new() { Repeats = StandardRepeats };

    /// <summary>
    /// Metrics and aggregates to show; the first one ranks. What they need is computed in place of the metrics of <see cref="Evaluation"/>. Default: those
    /// metrics.
    /// </summary>
    public ValueList<MetricExpression> Columns
    {
        get => field ?? MetricExpression.ParseAll(Expand(Evaluation.Metrics), MetricCatalog.Standard);
        init;
    }

    /// <summary>μ and σ. Default: from the sizes of the models.</summary>
    public RegularizationChoice Regularization { get; init; } = RegularizationChoice.Auto;

    /// <summary>The samples by name: photographs, texts, numbers, <c>natural32</c> or <c>noise</c>. Default: <c>natural32</c>.</summary>
    public string Data { get; init; } = DataSource.BuiltIn;

    /// <summary>How samples are prepared. Default: that of <see cref="SampleOptions"/>.</summary>
    public SampleOptions Samples { get; init; } = new();

    /// <summary>Path of a vocabulary for texts; null for the hashing tokenizer. Default: null.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>Number of threads, at least 1; results do not depend on it. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether any of some arguments is a model file, or a folder of them, rather than an architecture of a space.</summary>
    /// <param name="arguments">What a user typed.</param>
    public static bool AreModels(IEnumerable<string> arguments) => ModelFiles.AreMeant(arguments);

    /// <summary>Metrics by name, with <c>all</c> as every metric that any model can be ranked by: those of gradients are computed only of models whose operators the engine has.</summary>
    /// <param name="metrics">The names.</param>
    public static IEnumerable<string> Expand(IEnumerable<string> metrics) =>
        metrics.SelectMany(name => name == MetricCatalog.Every ? OnnxEvaluator.Metrics.Where(metric => MetricCatalog.Standard.Find(metric)!.Needs != MetricNeeds.Gradients) : [name]).Distinct();

    /// <summary>A text without the folder that says nothing.</summary>
    internal string Shown(string text) => Root is null ? text : text.Replace(Path.TrimEndingDirectorySeparator(Root) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}

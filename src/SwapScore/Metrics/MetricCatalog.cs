using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SwapScore.Metrics.Attention;
using SwapScore.Metrics.AzNas;
using SwapScore.Metrics.Epsinas;
using SwapScore.Metrics.Gradients;
using SwapScore.Metrics.Independence;
using SwapScore.Metrics.L2Norm;
using SwapScore.Metrics.LinearRegions;
using SwapScore.Metrics.Meco;
using SwapScore.Metrics.Ncd;
using SwapScore.Metrics.Near;
using SwapScore.Metrics.Nsc;
using SwapScore.Metrics.Nwot;
using SwapScore.Metrics.Rbflex;
using SwapScore.Metrics.Structure;
using SwapScore.Metrics.Swap;
using SwapScore.Metrics.WPca;
using SwapScore.Metrics.WrCor;
using SwapScore.Metrics.Zen;
using SwapScore.Metrics.ZeroLm;

namespace SwapScore.Metrics;

/// <summary>
/// Metrics by name. Immutable: <see cref="With"/> makes a catalogue that holds more. Evaluators compute the metrics of the catalogue they
/// are given, by default <see cref="Standard"/>.
/// </summary>
public sealed partial class MetricCatalog
{
    /// <summary>Name of the regularised score.</summary>
    public const string Regularized = "swap-regularised";

    /// <summary>Name of the size that says something of its own only for Transformers.</summary>
    public const string WithoutEmbeddings = "parameters-without-embeddings";

    /// <summary>Stands for every metric that suits a task.</summary>
    public const string Every = "all";

    private readonly ImmutableDictionary<string, Metric> _byName;

    private MetricCatalog(ImmutableArray<Metric> metrics)
    {
        Metrics = metrics;
        Descriptions = [.. metrics.Select(metric => metric.Description)];
        _byName = metrics.ToImmutableDictionary(metric => metric.Name);
    }

    /// <summary>The metrics of this package. A metric of one's own is a line here, beside its file.</summary>
    public static MetricCatalog Standard { get; } = new(
    [
        .. SwapMetrics.All,
        .. IndependenceMetrics.All,
        .. NwotMeasure.Metrics,
        .. ZenMeasure.Metrics,
        MecoMeasure.Metric,
        MecoMeasure.FewChannelsMetric,
        NearMeasure.Metric,
        EpsinasMeasure.Metric,
        .. BlockEntropyMeasure.Metrics,
        .. NcdMetrics.All,
        RbflexMeasure.Metric,
        ResponseCorrelationMeasure.Metric,
        LinearRegionsMeasure.Metric,
        .. AttentionMeasures.Metrics,
        ComponentMeasure.Metric,
        WeightLengths.Metric,
        NormalizedWeights.Metric,
        .. GradientMetrics.All,
        .. SizeMetrics.All,
        .. NscMetrics.All,
    ]);

    /// <summary>Every metric, best known first, structural baselines last.</summary>
    public ImmutableArray<Metric> Metrics { get; }

    /// <summary>The description of every metric, in the order of <see cref="Metrics"/>.</summary>
    public ImmutableArray<MetricDescription> Descriptions { get; }

    /// <summary>A catalogue with further metrics, before the structural baselines unless they are structural themselves.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <exception cref="ArgumentException">A name is taken, or is not lower case letters, digits and dashes.</exception>
    public MetricCatalog With(params IEnumerable<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var all = Metrics.ToList();
        foreach (var metric in metrics)
        {
            if (!Name().IsMatch(metric.Name) || metric.Name == Every)
                throw new ArgumentException($"'{metric.Name}' cannot be the name of a metric: use lower case letters, digits and dashes.", nameof(metrics));
            if (all.Any(known => known.Name == metric.Name))
                throw new ArgumentException($"The catalogue already has a metric '{metric.Name}'.", nameof(metrics));
            all.Insert(metric is StructuralMetric ? all.Count : all.TakeWhile(known => known is not StructuralMetric).Count(), metric);
        }

        return new MetricCatalog([.. all]);
    }

    /// <summary>The description of the metric of this name, or null.</summary>
    /// <param name="name">Name as in <see cref="MetricDescription.Name"/>.</param>
    public MetricDescription? Find(string name) => _byName.GetValueOrDefault(name)?.Description;

    /// <summary>The metric of this name.</summary>
    /// <param name="name">Name as in <see cref="MetricDescription.Name"/>.</param>
    /// <exception cref="UsageException">There is none; the message lists those there are.</exception>
    public Metric Get(string name) => _byName.GetValueOrDefault(name) ?? throw new UsageException(Unknown(name));

    /// <summary>The metric of this name; null when there is none.</summary>
    internal Metric? TryGet(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Names of metrics with <c>all</c> replaced by those that suit networks of images, or of texts.</summary>
    /// <param name="names">Names, of the catalogue or not.</param>
    /// <param name="isText">Whether the networks read texts.</param>
    public IEnumerable<string> Expand(IEnumerable<string> names, bool isText)
    {
        var suited = Descriptions.Where(metric => metric.Scope == MetricScope.Any || metric.Scope == MetricScope.Texts == isText).Select(metric => metric.Name);
        return names.SelectMany(name => name == Every ? suited : [name]).Distinct();
    }

    /// <summary>What is wrong with a name that <see cref="Find"/> does not know.</summary>
    /// <param name="name">The name.</param>
    public string Unknown(string name) => $"unknown metric '{name}' ({Spelling.Hint(name, [.. Descriptions.Select(metric => metric.Name)]).TrimEnd('?')})";

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Name();
}

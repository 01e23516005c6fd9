using SwapScore.Metrics.Gradients;
using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>
/// A metric together with how it is computed: from forward passes (<see cref="FromMeasure"/>), from weights (<see cref="FromWeights"/>), from the network
/// alone (<see cref="FromNetwork"/>) or from gradients (<see cref="FromGradients"/>, <see cref="GradientMetric"/>). A metric of one's own joins a catalogue by
/// <see cref="MetricCatalog.With"/>.
/// </summary>
public abstract class Metric
{
    private protected Metric(MetricDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        Description = description;
    }

    /// <summary>A metric of one forward pass, or a few, per repeat. Metrics with the same measure share one observer of one pass.</summary>
    /// <param name="description">The catalogue's entry; it needs a forward pass.</param>
    /// <param name="measure">What is measured in the passes of one repeat.</param>
    /// <exception cref="ArgumentException">The description says that something else is needed.</exception>
    public static Metric FromMeasure(MetricDescription description, IForwardMeasure measure)
    {
        Require(description, MetricNeeds.ForwardPass);
        return new ForwardMetric(description, measure);
    }

    /// <summary>A metric of the initial weights alone: one value per repeat, without data.</summary>
    /// <param name="description">The catalogue's entry; it needs weights.</param>
    /// <param name="value">From the trainable weights of one repeat, in the order of the network, auxiliary heads left out.</param>
    /// <exception cref="ArgumentException">The description says that something else is needed.</exception>
    public static Metric FromWeights(MetricDescription description, Func<IEnumerable<InitialWeight>, double> value)
    {
        Require(description, MetricNeeds.Weights);
        return new WeightMetric(description, value);
    }

    /// <summary>A metric of the structure alone: one value, whatever the weights.</summary>
    /// <param name="description">The catalogue's entry; it needs the structure.</param>
    /// <param name="value">From the scoring network.</param>
    /// <param name="requirements">
    /// <see cref="MetricRequirements.Operations"/> where the operations of the network matter; of a model of another runtime only the number of
    /// parameters, of multiply-adds and the activations are known. Default: none.
    /// </param>
    /// <exception cref="ArgumentException">The description says that something else is needed.</exception>
    public static Metric FromNetwork(MetricDescription description, Func<Network, double> value, MetricRequirements requirements = MetricRequirements.None)
    {
        Require(description, MetricNeeds.Structure);
        return new StructuralMetric(description, value, requirements);
    }

    /// <summary>
    /// A metric of the weights of the layers and the gradients of the task's loss by them: one value per repeat. The engine computes
    /// the gradients, once for all metrics that read them. Biases, normalizations and auxiliary heads are left out.
    /// </summary>
    /// <param name="description">
    /// The catalogue's entry; it needs gradients. Its scope becomes <see cref="MetricScope.Labels"/>: a loss needs labels, except
    /// where images are reconstructed.
    /// </param>
    /// <param name="value">From the layers of one repeat, in the order of the network, each read once.</param>
    /// <exception cref="ArgumentException">The description says that something else is needed, or that it is for texts.</exception>
    public static Metric FromGradients(MetricDescription description, Func<IEnumerable<WeightGradient>, double> value)
    {
        Require(description, MetricNeeds.Gradients);
        ArgumentNullException.ThrowIfNull(value);
        if (description.Scope == MetricScope.Texts) throw new ArgumentException($"{description.Name} says that it is for texts, which have no task with a loss.", nameof(description));
        return new EngineGradientMetric(description with { Scope = MetricScope.Labels }, gradients => value(WeightGradient.Copy(gradients)));
    }

    /// <summary>The description in the catalogue.</summary>
    public MetricDescription Description { get; }

    /// <summary>Its name, lower case with dashes.</summary>
    public string Name => Description.Name;

    /// <summary>The properties a network must have for the metric.</summary>
    public abstract MetricRequirements Requirements { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static void Require(MetricDescription description, MetricNeeds needs)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (description.Needs != needs) throw new ArgumentException($"{description.Name} says that it needs {description.Needs}, not {needs}.", nameof(description));
    }
}

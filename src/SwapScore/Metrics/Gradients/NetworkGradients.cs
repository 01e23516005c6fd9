using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Tangents;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Metrics.Gradients;

/// <summary>The gradients of one network, repeat by repeat: what metrics share is computed when it is first asked for, once.</summary>
/// <param name="network">The network.</param>
/// <param name="initializer">Draws the weights it is trained from.</param>
/// <param name="batch">The samples.</param>
/// <param name="loss">The derivatives of the task's loss of some samples by the outputs.</param>
/// <param name="executors">Hold the memory of passes.</param>
/// <param name="threads">Threads of a pass.</param>
/// <param name="named">Finds initializers by name; null for those that suit any network.</param>
internal sealed class NetworkGradients(
    Network network, IInitializer initializer, Batch batch, Func<Batch, Loss> loss, ExecutorPool executors, int threads = 1,
    Func<string, IInitializer>? named = null) : IDisposable
{
    private readonly Dictionary<string, Plan> _plans = [];
    private RandomKey _key;
    private readonly Dictionary<string, object> _shared = [];
    private GradientPass? _pass;
    private GradientPass? _loss;
    private double[][]? _jacobian;

    /// <summary>Most memory of a pass. Activations are kept for the backward pass, so it is more than a forward pass may take.</summary>
    private const long MaximumBytes = 16L << 30;

    /// <summary>The stream of randomness of the repeat.</summary>
    public RandomKey Key => _key;

    public Network Network => network;

    public IInitializer Initializer => initializer;

    /// <summary>Draws the weights that a metric is defined with, unless other ones are asked for.</summary>
    /// <param name="name">One of <see cref="Initializers.OfModels"/>.</param>
    public IInitializer Named(string name) => (named ?? Initializers.Find)(name);

    public Batch Batch => batch;

    /// <summary>The weights, and the gradients and products of the loss of the batch.</summary>
    public Executor Loss
    {
        get
        {
            var pass = Standard();
            if (_loss != pass) pass.Backward(loss(batch), GradientKinds.Weights | GradientKinds.Products);
            _loss = pass;
            return pass.Results;
        }
    }

    /// <summary>The gradients of the sum of all outputs by the samples, <c>[sample][value]</c>.</summary>
    /// <exception cref="NetworkException">The outputs do not depend on the samples.</exception>
    public double[][] Jacobian => _jacobian ??= FindJacobian();

    /// <summary>Begins a repeat.</summary>
    /// <param name="key">Its stream of randomness.</param>
    public void Start(RandomKey key)
    {
        (_key, _loss, _jacobian) = (key, null, null);
        _shared.Clear();
    }

    /// <summary>What several metrics share in a repeat, computed when it is first asked for.</summary>
    /// <param name="name">Names it.</param>
    /// <param name="compute">Computes it.</param>
    public T Share<T>(string name, Func<T> compute)
        where T : class
    {
        if (!_shared.TryGetValue(name, out var found)) _shared.Add(name, found = compute());
        return (T)found;
    }

    /// <summary>The derivatives of the loss of some of the samples by the outputs.</summary>
    public Loss LossOf(Batch samples) => loss(samples);

    /// <summary>
    /// The forward pass of this repeat over some samples. A name has one plan. One plan has memory at a time: results are lost when another name is asked for.
    /// </summary>
    /// <param name="name">Names the plan.</param>
    /// <param name="samples">The samples: of a name always as many.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="weights">Draws the weights; null for the usual ones.</param>
    public GradientPass Pass(string name, Batch samples, BackwardOptions options, IInitializer? weights = null) => Pass(name, samples, new PlanOptions { Backward = options }, weights);

    /// <summary>Prepares passes of some samples at a time, where no sample's values depend on another sample.</summary>
    /// <param name="name">Names the plan.</param>
    /// <param name="samples">The samples: of a name always as many.</param>
    /// <param name="options">What is asked for.</param>
    public GradientPass PassInGroups(string name, Batch samples, BackwardOptions options) =>
        Pass(name, samples, new PlanOptions { Backward = options, InGroups = true });

    /// <summary>The forward pass of this repeat over some samples, shown to an observer.</summary>
    /// <param name="name">Names the plan.</param>
    /// <param name="samples">The samples: of a name always as many.</param>
    /// <param name="options">What is asked for, and what is shown.</param>
    /// <param name="observer">Sees values of the forward pass.</param>
    /// <param name="weights">Draws the weights; null for the usual ones.</param>
    public GradientPass PassShown(string name, Batch samples, PlanOptions options, IActivationObserver observer, IInitializer? weights = null) =>
        Pass(name, samples, options, weights, observer: observer);

    /// <summary>The forward pass of this repeat, with tangents along a direction.</summary>
    /// <param name="name">Names the plan: of a name always the same samples.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="direction">The direction.</param>
    public GradientPass PassAlong(string name, BackwardOptions options, Direction direction) =>
        Pass(name, batch, new PlanOptions { Backward = options, HasTangents = true }, direction: direction);

    /// <summary>A forward pass of this repeat over the batch that no backward pass follows.</summary>
    /// <param name="name">Names the plan.</param>
    /// <param name="observed">The nodes that are shown.</param>
    /// <param name="observer">Sees their values.</param>
    public void Observe(string name, Func<Node, bool> observed, IActivationObserver observer)
    {
        if (!_plans.TryGetValue(name, out var plan)) _plans.Add(name, plan = Plan.Compile(network, batch.Size, new PlanOptions { Observed = observed, MaximumBytes = MaximumBytes }));
        _pass?.Dispose();
        _pass = null;
        var executor = executors.Rent(plan);
        try
        {
            executor.Threads = threads;
            executor.Load(plan, batch);
            executor.Initialize(initializer, _key);
            executor.Run(observer);
        }
        finally
        {
            executors.Return(executor);
        }
    }

    private GradientPass Pass(
        string name, Batch samples, PlanOptions options, IInitializer? weights = null, Direction? direction = null, IActivationObserver? observer = null)
    {
        if (!_plans.TryGetValue(name, out var plan)) _plans.Add(name, plan = Plan.Compile(network, samples.Size, options with { MaximumBytes = MaximumBytes }));
        if (_pass?.Plan != plan)
        {
            // Returned before the next is rented, which may wait for memory.
            _pass?.Dispose();
            _pass = null;
            _pass = new GradientPass(plan, weights ?? initializer, executors, threads);
        }

        _pass.Forward(_key, samples, direction, observer);
        return _pass;
    }

    /// <summary>Whether a parameter is a weight zero-shot metrics speak of.</summary>
    public static bool IsLayer(ParameterGradient one) => IsLayer(one.Owner, one.Parameter);

    /// <summary>The same, of a parameter and the node that has it.</summary>
    public static bool IsLayer(Node owner, Parameter parameter) =>
        parameter.Role is ParameterRole.ConvolutionWeight or ParameterRole.LinearWeight && !owner.IsAuxiliary;

    public void Dispose() => _pass?.Dispose();

    private GradientPass Standard() => Pass(
        "batch", batch, new PlanOptions { Backward = new BackwardOptions { Kinds = GradientKinds.Weights | GradientKinds.Products | GradientKinds.Input } });

    private double[][] FindJacobian()
    {
        var pass = Standard();
        pass.Backward(LossGradients.Sum, GradientKinds.Input);
        if (!pass.Results.TryGetInputGradient(out var gradient)) throw new NetworkException("nothing leads from the input to the output");
        var rows = new double[batch.Size][];
        for (var sample = 0; sample < rows.Length; sample++)
            rows[sample] = Array.ConvertAll(gradient.Sample(sample).ToArray(), value => (double)value);
        return rows;
    }
}

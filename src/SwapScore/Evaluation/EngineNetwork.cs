using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Evaluation;

/// <summary>An architecture of a space, its scoring network built once for all metrics.</summary>
internal sealed class EngineNetwork : IOpenNetwork
{
    private readonly EvaluationOptions _options;
    private readonly ISearchSpace _space;
    private readonly SpaceTask _task;
    private readonly IArchitecture _architecture;
    private readonly Batch _batch;
    private readonly ExecutorPool _executors;
    private readonly IGradientBackEnd _gradients;

    public EngineNetwork(EvaluationRequest request, ISearchSpace space, Batch batch, ExecutorPool executors, IGradientBackEnd gradients)
    {
        (_options, _space, _batch, _executors, _gradients) = (request.Options, space, batch, executors, gradients);
        _architecture = space.Parse(request.Architecture);
        _task = SearchSpaces.FindTask(space, request.Task);
        Network = space.BuildScoringNetwork(_architecture, _task, batch.Shape);
    }

    public Network Network { get; }

    public IActivationSource Prepare(ForwardProtocol protocol, IReadOnlyList<IForwardMeasure> measures)
    {
        // The shape of the samples is the same in every repeat.
        var sample = protocol.Passes(_batch, RandomKey.FromSeed(_options.Seed).Derive(RandomPurpose.Repeat, 0))[0];
        var network = protocol.IsThin ? _space.BuildThinNetwork(_architecture, sample.Shape)
            : sample.Shape == _batch.Shape ? Network
            : _space.BuildScoringNetwork(_architecture, _task, sample.Shape);
        if (protocol.Rewrite is { } rewrite) network = rewrite(network);
        return new EngineSource(network, sample.Size, key => protocol.Passes(_batch, key), measures, InitializersOf(protocol), _executors);
    }

    public IEnumerable<InitialWeight> WeightsOf(RandomKey repeat) => InitialWeight.Draw(Network, Initializer(isBenchmark: true), repeat);

    public IGradientSource PrepareGradients(IReadOnlyList<GradientMetric> metrics, int threads) =>
        _gradients.Prepare(new TrainableNetwork(Network, _space.Initializer, _batch, _task.Loss, _options.Device)
        {
            BackEnd = _options.BackEnd,
            Threads = threads,
            InitializerOf = name => Choose(Initializers.Find(name)),
        }, metrics);

    private IReadOnlyList<IInitializer> InitializersOf(ForwardProtocol protocol) => !protocol.Constants.IsEmpty
        ? [.. protocol.Constants.Select(constant => new ConstantInitializer(constant))]
        : [protocol.Initializer is { } name ? Choose(Initializers.Find(name)) : Initializer(protocol.HasBenchmarkWeights)];

    private IInitializer Initializer(bool isBenchmark) => Choose(isBenchmark ? _space.Initializer : _space.ScoringInitializer);

    private IInitializer Choose(IInitializer auto) => Initializers.Choose(_options.Initializer, auto, _space.ScoringInitializer, _space.Initializer);
}

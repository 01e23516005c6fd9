using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Kernels;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Metrics;

/// <summary>One metric on one network of a space: its score, and the values of every node in its passes by the reference executor.</summary>
/// <param name="metric">Name of the metric.</param>
/// <param name="spaceName">Name of the space.</param>
/// <param name="text">The architecture.</param>
/// <param name="batch">The samples.</param>
internal sealed class MetricRun(string metric, string spaceName, string text, Batch batch)
{
    private readonly ISearchSpace _space = SearchSpaces.Find(spaceName);
    private readonly ForwardProtocol _protocol = ((ForwardMetric)MetricCatalog.Standard.Get(metric)).Measures[0].Protocol;

    /// <summary>The network that is run.</summary>
    public Network Network
    {
        get
        {
            var network = _space.BuildScoringNetwork(_space.Parse(text), _space.Tasks[0], _protocol.Passes(batch, Key)[0].Shape);
            return _protocol.Rewrite is { } rewrite ? rewrite(network) : network;
        }
    }

    private static RandomKey Key => RandomKey.FromSeed(5).Derive(RandomPurpose.Repeat, 0);

    /// <summary>The values of every pass, by node, with weights as the protocol draws them.</summary>
    public IReadOnlyList<ReferenceTensor>[] Values()
    {
        IInitializer[] initializers = !_protocol.Constants.IsEmpty ? [.. _protocol.Constants.Select(constant => new ConstantInitializer(constant))]
            : [_protocol.Initializer is { } name ? Initializers.Find(name) : _protocol.HasBenchmarkWeights ? _space.Initializer : _space.ScoringInitializer];
        return [.. initializers.SelectMany(initializer => _protocol.Passes(batch, Key).Select(pass => ReferenceExecutor.Run(Network, pass, initializer, Key)))];
    }

    /// <summary>The score by the engine, of one repeat.</summary>
    public async Task<double> ScoreAsync()
    {
        var options = new EvaluationOptions { Metrics = [metric], Repeats = 1, Seed = 5 };
        var result = await new LocalEvaluator(batch, 1, [_space]).EvaluateAsync(
            [new EvaluationRequest(_space.Name, _space.Parse(text).Text, options, batch.Fingerprint)]).SingleAsync();
        Assert.Null(result.Failure);
        return result.Metrics[metric].Mean;
    }
}

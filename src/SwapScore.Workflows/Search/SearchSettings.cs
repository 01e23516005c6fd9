using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics.Aggregates;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Latency;

namespace SwapScore.Workflows.Search;

/// <summary>A search whose samples have been read and whose settings are resolved, before any work.</summary>
internal sealed record SearchSettings
{
    public required ISearchSpace Space { get; init; }

    public required SpaceTask Task { get; init; }

    public required EvaluationOptions Options { get; init; }

    public required SearchOptions Search { get; init; }

    public required ISearchFitness Fitness { get; init; }

    /// <summary>What <see cref="Fitness"/> puts together; null where it is no aggregate.</summary>
    public MetricExpression? Aggregate { get; init; }

    public required Batch Batch { get; init; }

    public required int Threads { get; init; }

    /// <summary>Where latencies come from; null for passes of the engine, or where latency plays no part.</summary>
    public LatencySource? Latency { get; init; }

    /// <summary>Architectures that will be scored, if nothing stops the search before.</summary>
    public int Evaluations => Search.EvaluationsIn(Space);

    /// <exception cref="SwapScoreException">The samples are missing, damaged, or do not suit the space, or the weights do not fit the metrics.</exception>
    public static SearchSettings Resolve(SearchSessionOptions options, WorkflowContext workflows)
    {
        var batch = workflows.LoadBatch(options.Samples);
        var evaluation = options.Regularization.Resolve(options.Evaluation, options.Space, options.Task, batch.Shape, options.Threads);
        return new SearchSettings
        {
            Space = options.Space,
            Task = options.Task,
            Options = evaluation,
            Search = options.Search,
            Fitness = options.Fitness.Create(evaluation, options.Regularization, options.Space, options.Task, batch.Shape, options.Threads),
            Aggregate = options.Fitness.Aggregate,
            Batch = batch,
            Threads = options.Threads,
            Latency = options.Search.MeasuresLatency ? LatencySource.Create(workflows, options.LatencyTable, options.Space, options.Task) : null,
        };
    }
}

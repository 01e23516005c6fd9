using SwapScore.Metrics;
using SwapScore.Values;

namespace SwapScore.Evaluation;

/// <summary>What a result is kept by: its request, and the versions of the code that its scores depend on.</summary>
/// <param name="Request">The request.</param>
/// <param name="Code">The versions, as text: <c>engine 1, swap 1, parameters 1</c>.</param>
public sealed record ScoreKey(EvaluationRequest Request, string Code)
{
    /// <summary>
    /// Version of all that metrics share: spaces, networks, weights, kernels. It is raised when a change of theirs changes scores, so that results kept
    /// earlier are not found any more. <see cref="MetricDescription.Revision"/> is that of one metric.
    /// </summary>
    public const int EngineRevision = 1;

    /// <summary>The space that requests for models in files name.</summary>
    private const string Models = "onnx";

    /// <summary>Number of the form that is hashed.</summary>
    private const int SchemaVersion = 1;

    /// <summary>SHA-256 of request and code, 64 hexadecimal digits.</summary>
    public string Hash
    {
        get
        {
            using var hash = new ContentHasher("score-key", SchemaVersion);
            Request.AddTo(hash);
            return hash.Add(Code).Finish();
        }
    }

    /// <summary>The key of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="catalog">The metrics it may name.</param>
    /// <param name="backEnd">
    /// What else computes, with its version and the kind of processor, where its last digits may depend on these: ONNX Runtime or libtorch. It is part of
    /// the key of models in files and of metrics of gradients; the scores of the engine have the same bits everywhere.
    /// </param>
    public static ScoreKey Create(EvaluationRequest request, MetricCatalog catalog, string backEnd)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalog);
        string[] shared = IsCostly(request, catalog) ? [$"engine {EngineRevision}", backEnd] : [$"engine {EngineRevision}"];
        return new ScoreKey(request, string.Join(", ", shared.Concat(request.Options.Metrics.Select(name => $"{name} {catalog.Find(name)?.Revision ?? 0}"))));
    }

    /// <summary>Whether a request costs so much more to answer than to look up that its result is worth keeping: models in files, and metrics of gradients.</summary>
    /// <param name="request">The request.</param>
    /// <param name="catalog">The metrics it may name.</param>
    public static bool IsCostly(EvaluationRequest request, MetricCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(catalog);
        return request.Space == Models || request.Options.Metrics.Any(name => catalog.Find(name)?.Needs == MetricNeeds.Gradients);
    }
}

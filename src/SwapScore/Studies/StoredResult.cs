using System.Text.Json;
using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Studies;

/// <summary>One line of the results file: what an evaluation found, without what would differ from run to run.</summary>
internal sealed record StoredResult(
    int Row,
    string Architecture,
    string? Failure,
    long Parameters,
    long Flops,
    bool CutOff,
    Dictionary<string, StoredScore> Metrics,
    Dictionary<string, string>? Undefined = null)
{
    public static string Line(StudyEntry entry, EvaluationResult result)
    {
        var stored = new StoredResult(
            entry.Row, entry.Architecture, result.Failure, result.Parameters, result.Flops, result.IsCutOff,
            result.Metrics.ToDictionary(pair => pair.Key, pair => new StoredScore([.. pair.Value.Values], pair.Value.LogMean)),
            result.Undefined.Count == 0 ? null : result.Undefined.ToDictionary());
        return JsonSerializer.Serialize(stored, StudyLines.Exact.StoredResult);
    }

    /// <summary>The result as it was, or null when the line is not of this request.</summary>
    /// <exception cref="JsonException">The line is not a stored result.</exception>
    public static EvaluationResult? Read(string line, StudyEntry entry, EvaluationRequest request)
    {
        var stored = JsonSerializer.Deserialize(line, StudyLines.Exact.StoredResult);
        return stored is null || stored.Row != entry.Row || stored.Architecture != entry.Architecture || !stored.IsComplete(request)
            ? null
            : new EvaluationResult
            {
                Request = request,
                Failure = stored.Failure,
                Parameters = stored.Parameters,
                Flops = stored.Flops,
                IsCutOff = stored.CutOff,
                Metrics = stored.Metrics.ToDictionary(pair => pair.Key, pair => new MetricScore(pair.Value.Values, pair.Value.LogMean)),
                Undefined = stored.Undefined ?? [],
            };
    }

    private bool IsComplete(EvaluationRequest request) => Metrics is not null && (Failure is not null
        || request.Options.Metrics.All(metric =>
            Undefined?.ContainsKey(metric) == true || (Metrics.TryGetValue(metric, out var score) && score.Values is { Length: > 0 })));
}

/// <summary>A <see cref="MetricScore"/> as it is stored.</summary>
internal sealed record StoredScore(double[] Values, double? LogMean);

namespace SwapScore.Evaluation;

/// <summary>Seconds of one thread spent on an evaluation, by phase.</summary>
public sealed record EvaluationSeconds
{
    /// <summary>Parsing, building and planning the network.</summary>
    public double Build { get; init; }

    /// <summary>Drawing weights.</summary>
    public double Initialize { get; init; }

    /// <summary>Forward passes.</summary>
    public double Forward { get; init; }

    /// <summary>Counting patterns and other observers.</summary>
    public double Observe { get; init; }

    /// <summary>The sum of both, phase by phase.</summary>
    public EvaluationSeconds Plus(EvaluationSeconds other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new EvaluationSeconds
        {
            Build = Build + other.Build,
            Initialize = Initialize + other.Initialize,
            Forward = Forward + other.Forward,
            Observe = Observe + other.Observe,
        };
    }
}

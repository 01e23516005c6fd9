namespace SwapScore.Evaluation;

/// <summary>What computes metrics of gradients.</summary>
public enum GradientBackEnd
{
    /// <summary>The engine, where it has the metric; libtorch for the rest.</summary>
    Engine,

    /// <summary>libtorch for all of them.</summary>
    Libtorch,
}

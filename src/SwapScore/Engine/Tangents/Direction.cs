using SwapScore.Data;

namespace SwapScore.Engine.Tangents;

/// <summary>The direction along which a plan with tangents is differentiated: how fast samples and weights change.</summary>
internal sealed record Direction
{
    /// <summary>The change of the samples, as many and of the same shape; null, the default, where they stay.</summary>
    public Batch? Samples { get; init; }

    /// <summary>The change of the weights; null, the default, where they stay.</summary>
    public WeightTangents? Weights { get; init; }
}

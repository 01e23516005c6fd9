using SwapScore.Workflows.Reproduction;

namespace SwapScore.Workflows.Export;

/// <summary>How weights are drawn.</summary>
public enum InitializerChoice
{
    /// <summary>As the network is used: <see cref="Scoring"/> for the one that is scored, <see cref="Benchmark"/> for the others.</summary>
    ByNetwork,

    /// <summary>As SWAP-Score is computed in the space.</summary>
    Scoring,

    /// <summary>As the networks of the space are trained from.</summary>
    Benchmark,

    /// <summary>Every weight N(0, 1).</summary>
    Gaussian,

    /// <summary>N(0, 2/n), n the values that feed an output.</summary>
    Kaiming,
}

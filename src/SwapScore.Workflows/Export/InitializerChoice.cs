using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Workflows.Export;

/// <summary>How weights are drawn, as typed.</summary>
internal enum InitializerChoice
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

/// <summary>The initialisers meant.</summary>
internal static class InitializerChoices
{
    public static IInitializer Of(this InitializerChoice choice, ISearchSpace space, NetworkSize size) => choice switch
    {
        InitializerChoice.ByNetwork => (size == NetworkSize.Scoring ? InitializerChoice.Scoring : InitializerChoice.Benchmark).Of(space, size),
        InitializerChoice.Scoring => space.ScoringInitializer,
        InitializerChoice.Benchmark => space.Initializer,
        InitializerChoice.Gaussian => new GaussianInitializer(),
        _ => new KaimingInitializer(),
    };
}

using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Workflows.Export;

/// <summary>The initializers meant.</summary>
internal static class InitializerChoices
{
    public static IInitializer Find(this InitializerChoice choice, ISearchSpace space, NetworkSize size) => choice switch
    {
        InitializerChoice.ByNetwork => (size == NetworkSize.Scoring ? InitializerChoice.Scoring : InitializerChoice.Benchmark).Find(space, size),
        InitializerChoice.Scoring => space.ScoringInitializer,
        InitializerChoice.Benchmark => space.Initializer,
        InitializerChoice.Gaussian => new GaussianInitializer(),
        _ => new KaimingInitializer(),
    };
}

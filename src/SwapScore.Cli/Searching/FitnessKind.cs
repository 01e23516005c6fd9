namespace SwapScore.Cli.Searching;

/// <summary>What a search maximises, as typed.</summary>
internal enum FitnessKind
{
    Plain,
    Regularised,
    Adaptive,
}

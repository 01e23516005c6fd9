using SwapScore.Randomness;

namespace SwapScore.Fuzz;

/// <summary>One kind of attack.</summary>
internal interface ITrial
{
    /// <summary>What is tried, in a few words.</summary>
    string Name { get; }

    /// <summary>Attacks once.</summary>
    /// <param name="folder">An empty folder for files.</param>
    /// <param name="draw">Decides everything that is left to chance.</param>
    /// <returns>What happened that must not; null for nothing.</returns>
    Task<string?> RunAsync(string folder, RandomSequence draw);
}

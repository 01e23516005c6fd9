using SwapScore.Randomness;

namespace SwapScore.Fuzz.Stops;

/// <summary>A way in which a run is ended before it is done.</summary>
internal interface IStop
{
    /// <summary>What is done to the run, as a participle.</summary>
    string Name { get; }

    /// <summary>Why it cannot be tried on this machine; null where it can.</summary>
    string? Hindrance { get; }

    /// <summary>Runs a command and ends it, or lets it be where its time is over first.</summary>
    /// <param name="arguments">The command.</param>
    /// <param name="folder">The folder of its run.</param>
    /// <param name="usual">How long it takes when it is left alone.</param>
    /// <param name="draw">Decides when.</param>
    /// <returns>What happened that must not; null for nothing.</returns>
    Task<string?> RunAsync(string[] arguments, string folder, TimeSpan usual, RandomSequence draw);
}

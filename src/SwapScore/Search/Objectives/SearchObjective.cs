namespace SwapScore.Search.Objectives;

/// <summary>What a search weighs against the rest. Sizes and times are those of the network at full size, for one sample.</summary>
public enum SearchObjective
{
    /// <summary>The score: the fitness without what it says of sizes. High is good.</summary>
    Score,

    /// <summary>Trainable parameters. Low is good.</summary>
    Parameters,

    /// <summary>Multiply-adds. Low is good.</summary>
    Flops,

    /// <summary>Seconds of a forward pass, measured on this machine. Low is good.</summary>
    Latency,

    /// <summary>Bytes of the activations a forward pass holds at most at one time. Low is good.</summary>
    Memory,
}

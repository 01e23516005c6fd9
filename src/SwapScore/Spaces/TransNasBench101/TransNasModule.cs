namespace SwapScore.Spaces.TransNasBench101;

/// <summary>What a module of the encoder does to the shape. The numbers are those of the benchmark's codes.</summary>
internal enum TransNasModule
{
    /// <summary>Same channels, same resolution.</summary>
    Plain = 1,

    /// <summary>Twice the channels.</summary>
    Wider = 2,

    /// <summary>Half the resolution.</summary>
    Smaller = 3,

    /// <summary>Twice the channels, half the resolution.</summary>
    WiderAndSmaller = 4,
}

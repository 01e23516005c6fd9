namespace SwapScore.Spaces.NasBenchMacro;

/// <summary>What a layer of a NAS-Bench-Macro network does. The numbers are the digits of the benchmark's codes.</summary>
internal enum NasBenchMacroLayer
{
    /// <summary>Nothing; a 1×1 convolution with normalisation where a stage begins and the shape changes.</summary>
    Identity = 0,

    /// <summary>Inverted residual with three times the channels and a 3×3 kernel.</summary>
    Expansion3Kernel3 = 1,

    /// <summary>Inverted residual with six times the channels and a 5×5 kernel.</summary>
    Expansion6Kernel5 = 2,
}

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>What an edge of a TransNAS-Bench-101 micro cell does. The numbers are those of the benchmark's codes and keys.</summary>
internal enum TransNasOperation
{
    /// <summary>No connection: the output is zero.</summary>
    None = 0,

    /// <summary>The value as it is; where the shape changes, ReLU, two 1×1 convolutions on shifted grids, batch normalisation.</summary>
    Skip = 1,

    /// <summary>ReLU, 1×1 convolution, batch normalisation.</summary>
    Convolution1x1 = 2,

    /// <summary>ReLU, 3×3 convolution, batch normalisation.</summary>
    Convolution3x3 = 3,
}

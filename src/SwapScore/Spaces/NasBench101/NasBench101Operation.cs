namespace SwapScore.Spaces.NasBench101;

/// <summary>What a vertex of a NAS-Bench-101 cell does. The numbers are those of the published tables' keys.</summary>
internal enum NasBench101Operation
{
    /// <summary>The cell's input.</summary>
    Input = 0,

    /// <summary>The cell's output.</summary>
    Output = 1,

    /// <summary><c>maxpool3x3</c>.</summary>
    MaxPool3x3 = 2,

    /// <summary><c>conv1x1-bn-relu</c>.</summary>
    Convolution1x1 = 3,

    /// <summary><c>conv3x3-bn-relu</c>.</summary>
    Convolution3x3 = 4,
}

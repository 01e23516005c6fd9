namespace SwapScore.Spaces.MobileNet;

/// <summary>Numbers of channels, rounded as the published code of MobileNets rounds them.</summary>
internal static class MobileNetChannels
{
    /// <summary>Features behind the last pooling.</summary>
    public const int Features = 1280;

    private const int Unit = 8;

    // A network without a seventh stage expands the sixth once more before the pooling.
    private const int LastExpansion = 6;

    // Squeeze-and-excitation has a quarter of the channels it weighs.
    private const int Squeeze = 4;

    // Rounding never takes more than a tenth.
    private const double Least = 0.9;

    /// <summary>Channels of the depthwise convolution of a block.</summary>
    /// <param name="channels">Channels the block reads.</param>
    /// <param name="expansion">Its expansion.</param>
    public static int Wide(int channels, double expansion) => expansion == 1 ? channels : Rounded(channels * expansion);

    /// <summary>Channels between the two maps of squeeze-and-excitation.</summary>
    /// <param name="channels">Channels that are weighed.</param>
    public static int Squeezed(int channels) => Rounded(channels / Squeeze);

    /// <summary>Channels of the last convolution.</summary>
    /// <param name="stages">The stages of the network.</param>
    public static int Last(IReadOnlyList<MobileNetStage> stages) =>
        stages.Count == MobileNetStageRange.All.Length ? Features : LastExpansion * stages[^1].Width;

    private static int Rounded(double channels)
    {
        var rounded = Math.Max(Unit, (int)(channels + Unit / 2.0) / Unit * Unit);
        return rounded < Least * channels ? rounded + Unit : rounded;
    }
}

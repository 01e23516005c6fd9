namespace SwapScore.Data;

/// <summary>One number for each colour channel.</summary>
/// <param name="Red">Channel 0.</param>
/// <param name="Green">Channel 1.</param>
/// <param name="Blue">Channel 2.</param>
public readonly record struct Rgb(double Red, double Green, double Blue)
{
    /// <summary>Number of channels.</summary>
    public const int Channels = 3;

    /// <summary>The number of one channel.</summary>
    /// <param name="channel">0 (red) … 2 (blue).</param>
    public double this[int channel] => channel switch
    {
        0 => Red,
        1 => Green,
        2 => Blue,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "expected 0 … 2"),
    };

    /// <summary>Every channel divided by one number.</summary>
    /// <param name="colour">The numerators.</param>
    /// <param name="divisor">The common divisor.</param>
    public static Rgb operator /(Rgb colour, double divisor) => Divide(colour, divisor);

    /// <summary>Every channel divided by one number.</summary>
    /// <param name="colour">The numerators.</param>
    /// <param name="divisor">The common divisor.</param>
    public static Rgb Divide(Rgb colour, double divisor) =>
        new(colour.Red / divisor, colour.Green / divisor, colour.Blue / divisor);
}

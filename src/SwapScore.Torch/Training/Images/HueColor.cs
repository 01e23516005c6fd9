namespace SwapScore.Torch.Training.Images;

/// <summary>A colour by hue, saturation and value, each in a byte, rounded as Pillow does.</summary>
/// <param name="Hue">256ths of a turn, from red.</param>
/// <param name="Saturation">0 for grey.</param>
/// <param name="Value">The largest of the three channels.</param>
internal readonly record struct HueColor(byte Hue, byte Saturation, byte Value)
{
    public static HueColor FromRgb(byte red, byte green, byte blue)
    {
        var (most, least) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
        if (most == least) return new HueColor(0, 0, most);
        var range = (float)(most - least);
        var (r, g, b) = ((most - red) / range, (most - green) / range, (most - blue) / range);
        var hue = red == most ? b - g : green == most ? (float)(2.0 + r - b) : (float)(4.0 + g - r);
        hue = (float)((hue / 6.0 + 1.0) % 1.0);
        return new HueColor((byte)(hue * 255.0), (byte)(range / most * 255.0), most);
    }

    public (byte Red, byte Green, byte Blue) ToRgb()
    {
        if (Saturation == 0) return (Value, Value, Value);
        var turn = Hue * 6.0 / 255.0;
        var sector = (int)turn;
        var (part, saturation) = ((float)(turn - sector), (float)(Saturation / 255.0));
        var low = Round(Value * (1.0 - saturation));
        var falling = Round(Value * (1.0 - saturation * part));
        var rising = Round(Value * (1.0 - saturation * (1.0 - part)));
        return (sector % 6) switch
        {
            0 => (Value, rising, low),
            1 => (falling, Value, low),
            2 => (low, Value, rising),
            3 => (low, falling, Value),
            4 => (rising, low, Value),
            _ => (Value, low, falling),
        };
    }

    private static byte Round(double value) => (byte)Math.Round(value, MidpointRounding.AwayFromZero);
}

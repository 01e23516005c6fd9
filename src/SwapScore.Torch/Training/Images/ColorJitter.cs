using SwapScore.Data;
using SwapScore.Randomness;

namespace SwapScore.Torch.Training.Images;

/// <summary>Random changes of colours: brightness, contrast and saturation by factors of 1 − x … 1 + x, evenly and never below 0, and hue by −h … h of a turn, in a random order.</summary>
/// <remarks>As <c>ColorJitter</c> of torchvision changes images of Pillow, pixel for pixel.</remarks>
/// <param name="Brightness">x of brightness.</param>
/// <param name="Contrast">x of contrast.</param>
/// <param name="Saturation">x of saturation.</param>
/// <param name="Hue">h, at most a half.</param>
internal sealed record ColorJitter(double Brightness, double Contrast, double Saturation, double Hue)
{
    /// <summary>Whether anything is changed.</summary>
    public bool IsOn => Brightness > 0 || Contrast > 0 || Saturation > 0 || Hue > 0;

    /// <summary>Changes an image in its place.</summary>
    /// <param name="pixels">The pixels, three planes.</param>
    /// <param name="key">The stream; the order is drawn first, then the four numbers.</param>
    public void Apply(Span<byte> pixels, RandomKey key)
    {
        var draw = key.Draw();
        int[] order = [0, 1, 2, 3];
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = draw.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        double[] numbers = [Factor(Brightness), Factor(Contrast), Factor(Saturation), (2 * draw.NextDouble() - 1) * Hue];
        double[] strengths = [Brightness, Contrast, Saturation, Hue];
        foreach (var change in order)
            if (strengths[change] > 0)
                Change(pixels, change, numbers[change]);

        double Factor(double strength)
        {
            var least = Math.Max(0, 1 - strength);
            return least + (1 + strength - least) * draw.NextDouble();
        }
    }

    /// <summary>One change of an image in its place.</summary>
    /// <param name="pixels">The pixels, three planes.</param>
    /// <param name="change">0 brightness, 1 contrast, 2 saturation, 3 hue.</param>
    /// <param name="number">The factor, or the turn of the hue.</param>
    public static void Change(Span<byte> pixels, int change, double number)
    {
        var area = pixels.Length / Rgb.Channels;
        switch (change)
        {
            case 0:
                Blend(pixels, 0, (float)number);
                break;
            case 1:
                Blend(pixels, MeanGray(pixels, area), (float)number);
                break;
            case 2:
                Saturate(pixels, area, (float)number);
                break;
            default:
                Turn(pixels, area, (byte)(int)(number * byte.MaxValue));
                break;
        }
    }

    private static void Blend(Span<byte> pixels, int gray, float factor)
    {
        foreach (ref var value in pixels) value = Mixed(gray, value, factor);
    }

    private static void Saturate(Span<byte> pixels, int area, float factor)
    {
        for (var i = 0; i < area; i++)
        {
            var gray = Gray(pixels[i], pixels[area + i], pixels[2 * area + i]);
            for (var channel = 0; channel < Rgb.Channels; channel++)
                pixels[channel * area + i] = Mixed(gray, pixels[channel * area + i], factor);
        }
    }

    private static void Turn(Span<byte> pixels, int area, byte turn)
    {
        for (var i = 0; i < area; i++)
        {
            var (hue, saturation, value) = HueColor.FromRgb(pixels[i], pixels[area + i], pixels[2 * area + i]);
            (pixels[i], pixels[area + i], pixels[2 * area + i]) = new HueColor((byte)(hue + turn), saturation, value).ToRgb();
        }
    }

    /// <summary>The mean of all pixels in grey, halves up.</summary>
    private static int MeanGray(ReadOnlySpan<byte> pixels, int area)
    {
        var sum = 0L;
        for (var i = 0; i < area; i++) sum += Gray(pixels[i], pixels[area + i], pixels[2 * area + i]);
        return (int)((double)sum / area + 0.5);
    }

    /// <summary>The luma of ITU-R 601, in whole numbers.</summary>
    private static int Gray(byte red, byte green, byte blue) => (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;

    private static byte Mixed(int from, byte to, float factor) => (byte)Math.Clamp(from + factor * (to - from), 0, byte.MaxValue);
}

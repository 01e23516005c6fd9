using ScottPlot;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>
/// The colours of charts. Series have those of Okabe and Ito, which people with any kind of colour-blindness can distinguish, darkest
/// first so that they differ in grey print too; ink, grid and paper have colours nothing else has, so that a page can replace them.
/// </summary>
internal static class ChartColors
{
    public static readonly Color Ink = Color.FromHex("#24292F");
    public static readonly Color Muted = Color.FromHex("#57606A");
    public static readonly Color Grid = Color.FromHex("#E4E8EC");
    public static readonly Color Frame = Color.FromHex("#8C959F");
    public static readonly Color Paper = Color.FromHex("#FFFFFE");
    public static readonly Color Faint = Color.FromHex("#939CA6");
    public static readonly Color Missing = Color.FromHex("#D9DDE2");

    private static readonly Color[] OkabeIto =
        [Color.FromHex("#0072B2"), Color.FromHex("#D55E00"), Color.FromHex("#009E73"), Color.FromHex("#CC79A7"), Color.FromHex("#E69F00"), Color.FromHex("#56B4E9")];

    // Orange, nearly white, blue: the ends differ in hue for all, and the number in the cell gives the sign.
    private static readonly Color[] Diverging = [Color.FromHex("#B35806"), Color.FromHex("#F1A340"), Color.FromHex("#F5F5F5"), Color.FromHex("#67A9CF"), Color.FromHex("#1A5A96")];

    public static Color Series(int index) => OkabeIto[index % OkabeIto.Length];

    /// <summary>Of a correlation −1 … 1; grey for NaN.</summary>
    public static Color Correlation(double value)
    {
        if (double.IsNaN(value)) return Missing;
        var position = (Math.Clamp(value, -1, 1) + 1) / 2 * (Diverging.Length - 1);
        var below = Math.Min((int)position, Diverging.Length - 2);
        return Diverging[below].InterpolateRgb(Diverging[below + 1], position - below);
    }

    /// <summary>Black or white, whichever stands out more from a colour by the contrast ratio of WCAG.</summary>
    public static Color TextOn(Color background)
    {
        var luminance = Luminance(background);
        return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? Colors.White : Colors.Black;
    }

    /// <summary>The relative luminance of WCAG, 0 … 1.</summary>
    public static double Luminance(Color color) => 0.2126 * Linear(color.R) + 0.7152 * Linear(color.G) + 0.0722 * Linear(color.B);

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}

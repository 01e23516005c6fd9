using System.Globalization;
using SwapScore.Statistics;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Numbers as charts write them.</summary>
internal static class Numbers
{
    private const double LeastPlain = 1e-4;
    private const double MostPlain = 1e7;

    public static string Coefficient(double value) => double.IsNaN(value) ? "–" : Signed(value.ToString("0.000", CultureInfo.InvariantCulture));

    public static string Interval(Interval interval) => $"{Coefficient(interval.Low)} … {Coefficient(interval.High)}";

    /// <summary>With a sign even where it is positive.</summary>
    public static string Difference(double value) => Signed(value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture));

    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>Of a tick: thousands set apart, very large and very small ones as powers of ten.</summary>
    public static string Tick(double value, int? decimals = null)
    {
        value += 0.0; // no −0
        var size = Math.Abs(value);
        if (size == 0 && decimals is null or > 6) return "0";
        if (size != 0 && (size < LeastPlain && (decimals is null or > 6) || size >= MostPlain))
        {
            var parts = value.ToString("0.###e+0", CultureInfo.InvariantCulture).Split('e');
            return Signed($"{parts[0]}e{parts[1].TrimStart('+')}");
        }

        return Signed(decimals is { } fixedDecimals
            ? value.ToString($"N{Math.Min(fixedDecimals, 6)}", CultureInfo.InvariantCulture)
            : value.ToString("#,0.######", CultureInfo.InvariantCulture));
    }

    // A minus as wide as a plus, not a hyphen.
    private static string Signed(string text) => text.Replace('-', '−');
}

using System.Globalization;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>The text of vision Transformers: <c>w192 3-4 4-3.5 …</c>.</summary>
internal static class AutoFormerText
{
    /// <summary>How a network of a space is written.</summary>
    public static string Hint(AutoFormerSize size) =>
        $"write w{size.Widths[0]} {size.Heads[0]}-{Number(size.Ratios[^1])} {size.Heads[^1]}-{Number(size.Ratios[0])} …: width, then heads and feed-forward ratio of {size.Depths[0]} to {size.Depths[^1]} layers";

    public static string Format(AutoFormerArchitecture network) => Format(
        network.Width.ToString(CultureInfo.InvariantCulture),
        network.Layers.Select(layer => layer.Heads.ToString(CultureInfo.InvariantCulture)),
        network.Layers.Select(layer => Number(layer.Ratio)));

    /// <summary>The text of what a table holds.</summary>
    public static string Format(string width, IEnumerable<string> heads, IEnumerable<string> ratios) =>
        $"w{width} {string.Join(' ', heads.Zip(ratios, (head, ratio) => $"{head}-{ratio}"))}";

    public static string Number(double ratio) => ratio.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a network of a space.</summary>
    /// <exception cref="UsageException">It is malformed or outside the space; the message says where.</exception>
    public static AutoFormerArchitecture Read(AutoFormerSize size, string text)
    {
        var parts = KeyText.Unquoted(text).Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts[0] is not ['w', .. var width] || !int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var features))
            throw Fault(size, text, parts.FirstOrDefault() ?? "", "a width such as w192");
        return new AutoFormerArchitecture(size, features, [.. parts.Skip(1).Select(part => Layer(size, text, part))]);
    }

    private static AutoFormerLayer Layer(AutoFormerSize size, string text, string part) =>
        part.Split('-') is [var heads, var ratio]
        && int.TryParse(heads, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && double.TryParse(ratio, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            ? new AutoFormerLayer(count, factor)
            : throw Fault(size, text, part, "a layer such as 3-4, heads and feed-forward ratio,");

    private static UsageException Fault(AutoFormerSize size, string text, string part, string expected) =>
        new($"'{KeyText.Shortened(text)}' is not a network of autoformer-{size.Name}: '{KeyText.Shortened(part)}' stands where {expected} is expected", Hint(size));
}

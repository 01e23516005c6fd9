using System.Globalization;
using System.Text.RegularExpressions;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>The compact text of encoders.</summary>
internal static partial class FlexiBertText
{
    public const string Hint = "write h256 sdp-2-512x1 dft-4-1024x3: width, then operation, heads, feed-forward width and count of 2, 4 or 6 layers";

    internal static readonly (string Name, FlexiBertOperation Operation)[] Names =
    [
        ("sdp", FlexiBertOperation.ScaledDotProduct), ("wma", FlexiBertOperation.WeightedMultiplicative), ("dft", FlexiBertOperation.Fourier),
        ("dct", FlexiBertOperation.Cosine), ("dsc5", FlexiBertOperation.SpanConvolution5), ("dsc9", FlexiBertOperation.SpanConvolution9),
        ("dsc13", FlexiBertOperation.SpanConvolution13),
    ];

    public static string Format(FlexiBertArchitecture architecture) => string.Create(
        CultureInfo.InvariantCulture,
        $"h{architecture.Hidden} {string.Join(' ', architecture.Layers.Select(layer => FormattableString.Invariant($"{Name(layer.Operation)}-{layer.Heads}-{layer.FeedForward}x{layer.FeedForwardCount}")))}");

    public static FlexiBertArchitecture Read(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts[0] is not ['h', .. var width] || !int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var hidden))
            throw Fault(text, parts.FirstOrDefault() ?? "", "a width such as h256");
        return new FlexiBertArchitecture(hidden, [.. parts.Skip(1).Select(part => Layer(text, part))]);
    }

    public static string Name(FlexiBertOperation operation) => Array.Find(Names, pair => pair.Operation == operation).Name;

    private static FlexiBertLayer Layer(string text, string part)
    {
        var match = LayerPattern().Match(part);
        var known = Array.Find(Names, pair => match.Success && pair.Name == match.Groups[1].Value);
        return known.Name is not null && Number(2) is { } heads && Number(3) is { } size && Number(4) is { } count
            ? new FlexiBertLayer(known.Operation, heads, size, count)
            : throw Fault(text, part, $"a layer such as sdp-2-512x1 with one of {string.Join(", ", Names.Select(pair => pair.Name))}");

        int? Number(int group) =>
            int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static UsageException Fault(string text, string part, string expected) =>
        new($"'{KeyText.Shortened(text)}' is not a FlexiBERT encoder: '{KeyText.Shortened(part)}' stands where {expected} is expected", Hint);

    [GeneratedRegex(@"^([a-z]+[0-9]*)-([0-9]+)-([0-9]+)x([0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex LayerPattern();
}

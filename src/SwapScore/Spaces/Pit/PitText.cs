using System.Globalization;

namespace SwapScore.Spaces.Pit;

/// <summary>The text of pooling-based vision Transformers: <c>base16 ratio6 2-2 8-4 4-4</c>.</summary>
internal static class PitText
{
    private const string Base = "base";
    private const string Ratio = "ratio";

    /// <summary>How a network is written.</summary>
    public const string Hint = "write base16 ratio6 2-2 8-4 4-4: features of a head, feed-forward ratio, then layers and heads of the three stages; heads never fall";

    public static string Format(PitArchitecture network) => Format(
        Number(network.HeadWidth), Number(network.Ratio), network.Stages.Select(stage => Number(stage.Depth)), network.Stages.Select(stage => Number(stage.Heads)));

    /// <summary>The text of what a table holds.</summary>
    public static string Format(string headWidth, string ratio, IEnumerable<string> depths, IEnumerable<string> heads) =>
        $"{Base}{headWidth} {Ratio}{ratio} {string.Join(' ', depths.Zip(heads, (depth, head) => $"{depth}-{head}"))}";

    /// <summary>Reads a network.</summary>
    /// <exception cref="UsageException">It is malformed or outside the space; the message says where.</exception>
    public static PitArchitecture Read(string text)
    {
        var parts = KeyText.Unquoted(text).Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var headWidth = Named(text, parts.ElementAtOrDefault(0), Base, "the features of a head such as base16");
        var ratio = Named(text, parts.ElementAtOrDefault(1), Ratio, "a feed-forward ratio such as ratio6");
        return new PitArchitecture(headWidth, ratio, [.. parts.Skip(2).Select(part => Stage(text, part))]);
    }

    private static int Named(string text, string? part, string name, string expected) =>
        part is not null && part.StartsWith(name, StringComparison.Ordinal) && Whole(part[name.Length..]) is { } number ? number : throw Fault(text, part ?? "", expected);

    private static PitStage Stage(string text, string part) =>
        part.Split('-') is [var layers, var heads] && Whole(layers) is { } depth && Whole(heads) is { } count
            ? new PitStage(depth, count)
            : throw Fault(text, part, "a stage such as 8-4, layers and heads,");

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static UsageException Fault(string text, string part, string expected) =>
        new($"'{KeyText.Shortened(text)}' is not a network of pit: '{KeyText.Shortened(part)}' stands where {expected} is expected", Hint);
}

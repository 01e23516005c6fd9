using System.Globalization;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace SwapScore.Spaces.MobileNet;

/// <summary>Reads the text of networks.</summary>
internal static partial class MobileNetText
{
    private const string Hint =
        "write side and stem, then six or seven stages as width, activation (r ReLU, r6 ReLU6, h HardSwish), s for squeeze-and-excitation, and blocks of kernel and expansion: side224stem16-w16r_k3e1-w24rs_k3e4_k5e3-…";

    /// <summary>Reads a network. Blanks and quotes around are free.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed or outside the space; the message says where.</exception>
    public static MobileNetArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = KeyText.Unquoted(text).Split('-');
        var beginning = Beginning().Match(parts[0]);
        if (!beginning.Success) throw Fault(text, $"it begins with '{KeyText.Shortened(parts[0])}', expected side and stem", Hint);
        var stages = parts.Skip(1).Select((part, index) => Stage(text, part, index + 1)).ToArray();
        var (side, stem) = (Whole(beginning, "side"), Whole(beginning, "stem"));
        if (MobileNetFaults.Find(side, stem, [.. stages]) is var (reason, nearest))
            throw Fault(text, reason, nearest.Length > 0 ? $"did you mean '{nearest}'?" : Hint);
        var network = new MobileNetArchitecture(side, stem, [.. stages]);
        return network.IsInRange ? network : throw Fault(
            text, Invariant($"it has {network.MultiplyAdds / 1e6:F1} million multiply-adds, expected {MobileNetCost.Least / 1e6} to {MobileNetCost.Most / 1e6}"),
            network.MultiplyAdds > MobileNetCost.Most ? "choose a smaller side, fewer blocks or smaller widths" : "choose a larger side, more blocks or larger widths");
    }

    private static MobileNetStage Stage(string text, string part, int number)
    {
        var pieces = part.Split('_');
        var head = StageHead().Match(pieces[0]);
        if (!head.Success)
            throw Fault(text, Invariant($"stage {number} begins with '{KeyText.Shortened(pieces[0])}', expected width and activation"), NearestHead(pieces[0]) ?? Hint);
        if (pieces.Length == 1) throw Fault(text, Invariant($"stage {number} has no blocks"), Hint);
        var activation = (MobileNetActivation)MobileNetStage.ActivationTexts.Index().First(one => one.Item == head.Groups["activation"].Value).Index;
        return new MobileNetStage(Whole(head, "width"), activation, head.Groups["gate"].Length > 0, [.. pieces.Skip(1).Select((piece, index) =>
            Block().Match(piece) is { Success: true } block
                ? new MobileNetBlock(Whole(block, "kernel"), double.Parse(block.Groups["expansion"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))
                : throw Fault(text, Invariant($"block {index + 1} of stage {number} is '{KeyText.Shortened(piece)}', expected kernel and expansion such as k3e6"), Hint))]);
    }

    /// <summary>What the head of a stage was probably meant to be: its width with the activation and gate nearest to what follows it.</summary>
    private static string? NearestHead(string head)
    {
        var width = new string([.. head.TakeWhile(letter => letter == 'w' || char.IsAsciiDigit(letter))]);
        var heads = MobileNetStage.ActivationTexts.SelectMany(activation => (string[])[$"{width}{activation}", $"{width}{activation}s"]);
        return width.Length > 1 && Spelling.Nearest(head, heads) is { } nearest ? $"did you mean '{nearest}'?" : null;
    }

    private static int Whole(Match match, string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static UsageException Fault(string text, string reason, string hint) => new($"'{KeyText.Shortened(text)}' is no network of mobilenet: {reason}", hint);

    [GeneratedRegex("^side(?<side>[0-9]{1,4})stem(?<stem>[0-9]{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex("^w(?<width>[0-9]{1,4})(?<activation>r6|r|h)(?<gate>s?)$", RegexOptions.CultureInvariant)]
    private static partial Regex StageHead();

    [GeneratedRegex("^k(?<kernel>[0-9]{1,3})e(?<expansion>[0-9]{1,3}([.][0-9]{1,3})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Block();
}

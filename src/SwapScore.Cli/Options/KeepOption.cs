using System.Globalization;

namespace SwapScore.Cli.Options;

/// <summary>How many of some architectures are kept: a number, or a part with a per cent sign.</summary>
internal static class KeepOption
{
    public static Option<string> Create() => new("--keep")
    {
        Description = "How many to keep: a share such as 10%, or a number",
        HelpName = "N|N%",
        DefaultValueFactory = _ => "10%",
    };

    /// <returns>How many of so many different ones are kept.</returns>
    /// <exception cref="UsageException">The text is neither.</exception>
    public static Func<int, int> Parse(string text)
    {
        if (text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent > 0 && percent <= 100)
            return all => (int)Math.Ceiling(all * percent / 100);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
            return all => Math.Min(all, count);
        throw new UsageException($"--keep takes a number of at least 1 or a part such as 10%, not '{text}'");
    }
}

namespace SwapScore.Cli.Options;

/// <summary>Which options a user has typed.</summary>
internal static class Parsed
{
    /// <summary>Whether an option is typed; one that is not may have a default.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The first of some options that is typed; null where none is.</summary>
    public static Option? FindGiven(this ParseResult parsed, params IEnumerable<Option> options) => options.FirstOrDefault(parsed.IsGiven);

    /// <summary>Refuses two options together.</summary>
    /// <exception cref="UsageException">Both are typed.</exception>
    public static void RequireOne(this ParseResult parsed, Option one, Option other)
    {
        if (parsed.IsGiven(one) && parsed.IsGiven(other)) throw new UsageException($"{one.Name} and {other.Name} exclude each other", "leave one of them out");
    }
}

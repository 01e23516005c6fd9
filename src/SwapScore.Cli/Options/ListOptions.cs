using SwapScore.Values;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Options;

/// <summary><c>--file</c> and <c>--skip-invalid</c>: a list of architectures.</summary>
/// <param name="what">What is listed.</param>
internal sealed class ListOptions(string what)
{
    private const int MostListed = 10;

    private readonly List<string> _skipped = [];

    private readonly Option<bool> _skipInvalid = new("--skip-invalid") { Description = "Leave out malformed lines of --file instead of stopping" };

    /// <summary><c>--file</c>.</summary>
    public Option<string?> File { get; } = ParsedOption.Text("--file", "LIST", $"File of {what}, one per line; # begins a comment; - is standard input");

    /// <summary>Both.</summary>
    public IReadOnlyList<Option> All => [File, _skipInvalid];

    /// <returns>The architectures; null where no list is named.</returns>
    /// <exception cref="InputException">The list cannot be read, or is malformed.</exception>
    /// <exception cref="UsageException">Lines are to be left out, but no list is named.</exception>
    public ValueList<NetworkEntry>? Read(ParseResult parsed, ISearchSpace space, TextReader standardInput)
    {
        var skips = parsed.GetValue(_skipInvalid);
        if (parsed.GetValue(File) is { } file) return NetworkEntry.FromFile(space, file, standardInput, skips ? _skipped : null);
        return skips ? throw new UsageException("--skip-invalid cannot be used without --file", "it is for lines of a list") : null;
    }

    /// <summary>Which lines were left out, one message per line; of many, the first ten and how many more.</summary>
    public IEnumerable<string> Warnings => _skipped.Take(MostListed).Concat(_skipped.Count > MostListed ? [$"{_skipped.Count - MostListed} more lines"] : []).Select(line => $"left out: {line}");
}

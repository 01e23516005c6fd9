using SwapScore.Storage;

namespace SwapScore.Cli.Options;

/// <summary><c>--resume</c>, <c>--repair</c> and <c>--force</c>: what to do with what an earlier run has written.</summary>
/// <param name="what">What is run, in a word.</param>
/// <param name="places">The options that say where it is written.</param>
internal sealed class StartOptions(string what, params IReadOnlyList<Option<string?>> places)
{
    private readonly Option<bool> _resume = new("--resume") { Description = $"Continue an interrupted {what}; a finished one is only read" };
    private readonly Option<bool> _repair = new("--repair") { Description = "Like --resume, but compute again from the first damaged line on" };
    private readonly Option<bool> _force = new("--force") { Description = $"Replace an earlier {what}" };

    /// <summary>All three, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_resume, _repair, _force];

    /// <summary>How to have something to go on with the next time.</summary>
    public string Hint
    {
        get => field ?? $"give {string.Join(" or ", places.Select(place => $"{place.Name} {place.HelpName}"))} to be able to resume";
        init;
    }

    /// <exception cref="UsageException">Two of them are given, or there is nothing to resume from.</exception>
    public RunStart Read(ParseResult parsed)
    {
        Option<bool>[] given = [.. ((Option<bool>[])[_resume, _repair, _force]).Where(parsed.GetValue)];
        if (given is [{ } one, { } other, ..])
            throw new UsageException($"{one.Name} and {other.Name} exclude each other", $"--resume and --repair go on with an earlier {what}, --force replaces it");
        if (given is [{ } chosen] && chosen != _force && places.All(place => parsed.GetValue(place) is null))
            throw new UsageException($"{chosen.Name} cannot be used without {string.Join(" or ", places.Select(place => place.Name))}", $"say which {what} to go on with");
        return given switch
        {
            [] => RunStart.New,
            [{ } only] when only == _resume => RunStart.Resume,
            [{ } only] when only == _repair => RunStart.Repair,
            _ => RunStart.Replace,
        };
    }
}

using System.CommandLine;
using SwapScore.Storage;

namespace SwapScore.Cli.Options;

/// <summary><c>--resume</c> and <c>--force</c>: what to do with what an earlier run has written.</summary>
/// <param name="what">What is run, in a word.</param>
/// <param name="places">The options that say where it is written.</param>
internal sealed class StartOptions(string what, params IReadOnlyList<Option<string?>> places)
{
    private readonly Option<bool> _resume = new("--resume") { Description = $"Go on with an interrupted {what}; a finished one is only read" };
    private readonly Option<bool> _force = new("--force") { Description = $"Replace an earlier {what}" };

    public void AddTo(Command command)
    {
        command.Add(_resume);
        command.Add(_force);
    }

    /// <exception cref="UsageException">Both are given, or there is nothing to resume from.</exception>
    public RunStart Read(ParseResult parsed)
    {
        var (resume, force) = (parsed.GetValue(_resume), parsed.GetValue(_force));
        if (resume && force)
            throw new UsageException("--resume and --force exclude each other", $"--resume goes on with an earlier {what}, --force replaces it");
        if (resume && places.All(place => parsed.GetValue(place) is null))
            throw new UsageException($"--resume cannot be used without {string.Join(" or ", places.Select(place => place.Name))}", $"say which {what} to resume");
        return resume ? RunStart.Resume : force ? RunStart.Replace : RunStart.New;
    }
}

using SwapScore.Workflows.Remote;

namespace SwapScore.Cli.Options;

/// <summary><c>--server</c>: the scoring services that evaluate.</summary>
internal sealed class ServiceOption
{
    /// <summary>Holds the token of a service, for the service itself and for its clients: other users of the machine cannot see it.</summary>
    public const string TokenVariable = "SWAPSCORE_TOKEN";

    private const string AddressVariable = "SWAPSCORE_SERVER";
    private const string Local = "http://127.0.0.1:5080";

    public Option<string?> Address { get; } = new("--server")
    {
        Description = $"Scoring services that evaluate instead of this machine, with the same results, separated by commas; default: what {AddressVariable} holds; their token is in {TokenVariable}",
        HelpName = "URL,…",
    };

    /// <summary>The same option of commands that are about one service.</summary>
    public Option<string?> One { get; } = ParsedOption.Text(
        "--server", "URL", $"Scoring service that keeps the jobs; default: what {AddressVariable} holds, else {Local}; its token is in {TokenVariable}");

    /// <summary>The token in the environment; null for none.</summary>
    public static string? Token => Environment.GetEnvironmentVariable(TokenVariable) switch { "" => null, var token => token };

    /// <summary>The parts of the product, with evaluation by services where some are meant.</summary>
    /// <exception cref="UsageException">The address is none.</exception>
    public WorkflowContext Read(ParseResult parsed, WorkflowContext workflows)
    {
        if (parsed.CommandResult.Command.Options.All(option => option != Address)) return workflows;
        var text = parsed.GetValue(Address) ?? Environment.GetEnvironmentVariable(AddressVariable);
        return string.IsNullOrEmpty(text) ? workflows : workflows.At([.. text.Split(',').Select(ReadAddress)], Token);
    }

    /// <summary>The address of one service: the option, the environment, or this machine.</summary>
    /// <exception cref="UsageException">The address is none, or there are several.</exception>
    public Uri ReadOne(ParseResult parsed)
    {
        var text = parsed.GetValue(One) ?? Environment.GetEnvironmentVariable(AddressVariable);
        return string.IsNullOrEmpty(text) ? new Uri(Local)
            : text.Contains(',', StringComparison.Ordinal) ? throw new UsageException($"{text} are several services, and a job is kept by one", "name one with --server")
            : ReadAddress(text);
    }

    /// <summary>The address of a service.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Uri ReadAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new UsageException($"'{text}' is no address of a scoring service", "for example http://127.0.0.1:5080");
}

using System.Text;

namespace SwapScore.Cli.Shell;

/// <summary>The streams of the command and what is known of them.</summary>
internal sealed record Terminal
{
    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Where results that are not text go; null when that is a terminal.</summary>
    public Stream? Bytes { get; init; }

    /// <summary>Columns of the terminal results go to; null when they go to a file or a pipe.</summary>
    public int? Width { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether colour is allowed by NO_COLOR and TERM.</summary>
    public bool Color { get; init; }

    public static Terminal OfProcess()
    {
        // JSON is UTF-8 whatever the locale says.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal
        {
            In = StandardInput.Open(),
            Out = Console.Out,
            Error = Console.Error,
            Bytes = Console.IsOutputRedirected ? Console.OpenStandardOutput() : null,
            Width = Console.IsOutputRedirected ? null : Math.Max(40, Console.WindowWidth),
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Color = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") != "dumb",
        };
    }
}

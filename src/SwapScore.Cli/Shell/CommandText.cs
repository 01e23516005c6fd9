using System.Text.RegularExpressions;

namespace SwapScore.Cli.Shell;

/// <summary>A command line as it can be typed again. Reports hold it, so it has no password of a database.</summary>
internal static partial class CommandText
{
    public static string Write(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(argument => Quoted(Password().Replace(argument, ""))).Prepend("swapscore"));

    /// <summary>The command line that makes a result again, however often its run was interrupted.</summary>
    public static string ToRepeat(IEnumerable<string> arguments) => Write(WithoutStart(arguments));

    /// <summary>The command line that goes on with an interrupted run.</summary>
    public static string ToResume(IEnumerable<string> arguments) => Write([.. WithoutStart(arguments), "--resume"]);

    /// <summary>A word as a shell takes it.</summary>
    public static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@%".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"(?<=postgres(?:ql)?://[^:/?@]*):[^/?@]*(?=@)|(?<=postgres(?:ql)?://.*[?&])password=[^&]*&?", RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    private static IEnumerable<string> WithoutStart(IEnumerable<string> arguments) =>
        arguments.Where(argument => argument is not ("--force" or "--resume" or "--repair"));

    /// <summary>A command line that names the folder, if it did not before.</summary>
    public static IEnumerable<string> WithFolder(IReadOnlyList<string> arguments, string folder) =>
        arguments.Any(argument => argument is "--output" or "-o" || argument.StartsWith("--output=", StringComparison.Ordinal) || argument.StartsWith("-o=", StringComparison.Ordinal))
            ? arguments
            : [.. arguments, "--output", folder];
}

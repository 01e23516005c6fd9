namespace SwapScore;

/// <summary>Why the system does not let a file be read or written, in words of the product: those of the runtime name the path a second time.</summary>
internal static class SystemReason
{
    private const string TooLargeWords = "the system does not allow files of this size";

    // Errors of Linux and macOS, and of Windows.
    private static readonly int[] Full = [28, unchecked((int)0x80070070)];
    private static readonly int[] TooLarge = [27];
    private static readonly int[] Present = [17, unchecked((int)0x800700B7)];
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Whether the system refused to write. A file that would grow beyond a quota is reported as an argument out of range.</summary>
    /// <param name="fault">What the runtime reports.</param>
    public static bool IsOfWriting(Exception fault) => fault is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>The reason, for a message that names the file.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="fault">What the runtime reports.</param>
    public static string Describe(string path, Exception fault) => fault switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such folder",
        PathTooLongException => "the path is too long",
        UnauthorizedAccessException => Directory.Exists(path) ? "it is a folder" : "the system does not allow it",
        ArgumentOutOfRangeException => TooLargeWords,
        ArgumentException or NotSupportedException => "it is not a path",
        { HResult: var code } when Full.Contains(code) => "no space is left on the disk",
        { HResult: var code } when TooLarge.Contains(code) => TooLargeWords,
        { HResult: var code } when Present.Contains(code) => "there is a file of that name",
        { HResult: var code } when Taken.Contains(code) => "another process uses it",
        _ => fault.Message.Split(" : '")[0],
    };
}

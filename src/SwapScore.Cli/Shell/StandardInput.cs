namespace SwapScore.Cli.Shell;

/// <summary>The standard input, which whoever starts the command may have closed.</summary>
internal static class StandardInput
{
    private const int CloseOnExecute = 0x80000;

    /// <summary>What can be read; nothing where the input is closed.</summary>
    public static TextReader Open() => IsClosed ? TextReader.Null : Console.In;

    /// <summary>
    /// Where the input is closed, its number goes to the first file the runtime opens for itself, from which reading may never end. Such files are
    /// marked to be closed when another program is executed; an inherited one cannot be.
    /// </summary>
    private static bool IsClosed
    {
        get
        {
            try
            {
                return File.ReadLines("/proc/self/fdinfo/0")
                    .Where(line => line.StartsWith("flags:", StringComparison.Ordinal))
                    .Any(line => (Convert.ToInt32(line[6..].Trim(), 8) & CloseOnExecute) != 0);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
            {
                return false;
            }
        }
    }
}

namespace SwapScore.Cli.Completion;

/// <summary>Scripts by which shells ask the hidden command <c>complete</c> for what may follow; files are offered where it knows nothing.</summary>
internal static class CompletionScripts
{
    /// <summary>Names of the shells and their scripts.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["bash"] = Read("bash"),
        ["zsh"] = Read("zsh"),
        ["fish"] = Read("fish"),
        ["powershell"] = Read("ps1"),
    };

    private static string Read(string ending)
    {
        using var script = new StreamReader(typeof(CompletionScripts).Assembly.GetManifestResourceStream($"swapscore.{ending}")!);
        return script.ReadToEnd();
    }
}

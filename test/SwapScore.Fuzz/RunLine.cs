namespace SwapScore.Fuzz;

/// <summary>A command that leaves a folder.</summary>
/// <param name="Name">What is run.</param>
/// <param name="Arguments">Its command line, by the folder its own is made in.</param>
/// <param name="Again">What to add for it to go on.</param>
internal sealed record RunLine(string Name, Func<string, string[]> Arguments, string[] Again)
{
    /// <summary>The folder of the run.</summary>
    public static string FolderIn(string folder) => Path.Combine(folder, "run");
}

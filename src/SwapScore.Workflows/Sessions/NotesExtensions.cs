namespace SwapScore.Workflows.Sessions;

/// <summary>Short forms of <see cref="INotes.Add"/>; all do nothing without a receiver.</summary>
internal static class NotesExtensions
{
    public static void Inform(this INotes? notes, string text) => notes?.Add(new Note(text));

    public static void Warn(this INotes? notes, string text) => notes?.Add(new Note(text, IsWarning: true));
}

namespace SwapScore.Workflows.Sessions;

/// <summary>Short forms of reporting a <see cref="Note"/>; all do nothing without a receiver.</summary>
internal static class NotesExtensions
{
    public static void Inform(this IProgress<Note>? notes, string text) => notes?.Report(new Note(text));

    public static void Warn(this IProgress<Note>? notes, string text) => notes?.Report(new Note(text, IsWarning: true));

    public static void Announce(this IProgress<Note>? notes, string text) => notes?.Report(new Note(text) { IsRequired = true });
}

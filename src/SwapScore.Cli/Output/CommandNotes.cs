using SwapScore.Cli.Progress;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Cli.Output;

/// <summary>Shows the notes of a session, between the pictures of its progress.</summary>
internal sealed class CommandNotes(Messages messages, ProgressDisplay progress) : INotes
{
    public void Add(Note note)
    {
        progress.Pause();
        if (note.IsWarning) messages.Warning(note.Text);
        else messages.Note(note.Text);
    }
}

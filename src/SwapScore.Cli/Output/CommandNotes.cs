using SwapScore.Cli.Progress;

namespace SwapScore.Cli.Output;

/// <summary>Shows the notes of a session, between the pictures of its progress.</summary>
internal sealed class CommandNotes(Messages messages, ProgressDisplay progress) : IProgress<Note>
{
    public void Report(Note value)
    {
        progress.Pause();
        var text = RemedyText.Write(value.Remedy) is { } remedy ? $"{value.Text}; {remedy}" : value.Text;
        if (value.IsRequired) messages.Plain(text);
        else if (value.IsWarning) messages.Warning(text);
        else messages.Note(text);
    }
}

using SwapScore.Workflows.Sessions;

namespace SwapScore.Cli.Output;

/// <summary>Keeps notes until the result stands.</summary>
internal sealed class LateNotes : INotes
{
    private readonly List<Note> _notes = [];

    public void Add(Note note) => _notes.Add(note);

    /// <summary>Passes the notes on, in their order.</summary>
    public void WriteTo(INotes next) => _notes.ForEach(next.Add);
}

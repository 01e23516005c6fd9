namespace SwapScore.Cli.Output;

/// <summary>Keeps notes until the result stands.</summary>
internal sealed class LateNotes : IProgress<Note>
{
    private readonly List<Note> _notes = [];

    public void Report(Note value) => _notes.Add(value);

    /// <summary>Passes the notes on, in their order.</summary>
    public void WriteTo(IProgress<Note> next) => _notes.ForEach(next.Report);
}

using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Tests;

/// <summary>Keeps all notes of a session.</summary>
internal sealed class Notes : IProgress<Note>
{
    public List<Note> All { get; } = [];

    public void Report(Note value) => All.Add(value);
}

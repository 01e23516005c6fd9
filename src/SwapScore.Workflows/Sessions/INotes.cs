namespace SwapScore.Workflows.Sessions;

/// <summary>Receives what a session has to say while it works.</summary>
public interface INotes
{
    /// <summary>Receives a note.</summary>
    /// <param name="note">The note.</param>
    void Add(Note note);
}

namespace SwapScore.Workflows.Sessions;

/// <summary>How much a note matters.</summary>
public enum NoteKind
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Something the user should know that is no fault.</summary>
    Warning,
}

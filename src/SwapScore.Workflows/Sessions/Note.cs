namespace SwapScore.Workflows.Sessions;

/// <summary>One thing a session has to say.</summary>
/// <param name="Kind">How much it matters.</param>
/// <param name="Text">What it says, in one line.</param>
public sealed record Note(NoteKind Kind, string Text);

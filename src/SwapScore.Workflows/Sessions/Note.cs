namespace SwapScore.Workflows.Sessions;

/// <summary>One thing a session has to say.</summary>
/// <param name="Text">What it says, in one line.</param>
/// <param name="IsWarning">Whether the user should know it, though it is no fault; otherwise it is good to know. Default: false.</param>
public sealed record Note(string Text, bool IsWarning = false)
{
    /// <summary>What can be done about it; null where the text says it all. Default: null.</summary>
    public Remedy? Remedy { get; init; }

    /// <summary>Whether it must be shown whatever a user wants to hear, for instance the terms of what is downloaded. Default: false.</summary>
    public bool IsRequired { get; init; }
}

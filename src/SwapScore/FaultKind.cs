namespace SwapScore;

/// <summary>What kind of fault an exception reports; a front end decides what follows from it, such as an exit code or an HTTP status.</summary>
public enum FaultKind
{
    /// <summary>A value the caller chose cannot be used: an unknown name, a malformed architecture, a number out of range.</summary>
    Usage,

    /// <summary>A file is missing, unreadable, damaged or of another format than expected.</summary>
    Input,

    /// <summary>A result could not be written; what was written before stays.</summary>
    Output,

    /// <summary>A back end or device is not on this machine.</summary>
    Unavailable,

    /// <summary>A computation produced NaN or infinity.</summary>
    Numeric,

    /// <summary>A search cannot go on: what its next step depends on could not be measured.</summary>
    Search,
}

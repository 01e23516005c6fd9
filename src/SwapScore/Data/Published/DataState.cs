namespace SwapScore.Data.Published;

/// <summary>The state of a published file in a folder of data.</summary>
public enum DataState
{
    /// <summary>The file is missing.</summary>
    Missing,

    /// <summary>It is there, but nothing says what its checksum should be.</summary>
    Unrecorded,

    /// <summary>It is what was published, or what was first downloaded.</summary>
    Intact,

    /// <summary>It differs from what was published or first downloaded.</summary>
    Damaged,
}

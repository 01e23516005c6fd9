namespace SwapScore.Storage;

/// <summary>What to do with the files of an earlier run.</summary>
public enum RunStart
{
    /// <summary>There must be no existing files.</summary>
    New,

    /// <summary>Go on where they end; start from the beginning when there are none. Damaged files are refused.</summary>
    Resume,

    /// <summary>Like <see cref="Resume"/>, but what is damaged, and all that follows it, is dropped and computed again.</summary>
    Repair,

    /// <summary>Existing files are replaced.</summary>
    Replace,
}

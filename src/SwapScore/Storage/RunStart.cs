namespace SwapScore.Storage;

/// <summary>What to do with the files of an earlier run.</summary>
public enum RunStart
{
    /// <summary>There must be none.</summary>
    New,

    /// <summary>Go on where they end; start from the beginning when there are none.</summary>
    Resume,

    /// <summary>Replace them.</summary>
    Replace,
}

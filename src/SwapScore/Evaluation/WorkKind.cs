namespace SwapScore.Evaluation;

/// <summary>How pieces of work share the threads of a <see cref="WorkerPool"/>.</summary>
internal enum WorkKind
{
    /// <summary>As many pieces at a time as there are threads; where there are fewer pieces, each may use several threads.</summary>
    Shared,

    /// <summary>One piece at a time in the whole pool, by one thread, beside pieces of other kinds.</summary>
    Serial,

    /// <summary>One piece at a time, which may use all threads.</summary>
    Whole,
}

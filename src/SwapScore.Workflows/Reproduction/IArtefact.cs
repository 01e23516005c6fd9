namespace SwapScore.Workflows.Reproduction;

/// <summary>A figure or table of the paper that can be made again.</summary>
internal interface IArtefact
{
    /// <summary>Name on the command line, for example <c>fig10</c>.</summary>
    string Name { get; }

    /// <summary>Title: the subject of the figure or table.</summary>
    string Title { get; }

    /// <summary>Published data it cannot be made without, by name (see <see cref="Data.Published.PublishedFile"/>).</summary>
    IReadOnlyList<string> Needs { get; }

    /// <summary>Whether it is made from published data, those of <see cref="Needs"/> or others. Default: yes.</summary>
    bool UsesData => true;

    /// <summary>Makes it, from studies that are done or done now.</summary>
    /// <exception cref="OperationCanceledException">The user stopped; what is done is kept.</exception>
    Task<ArtefactReport> MakeAsync(ReproductionRun run);
}

using SwapScore.Storage;

namespace SwapScore;

/// <summary>What a <see cref="Remedy"/> asks for.</summary>
public enum RemedyKind
{
    /// <summary>What its words say; no front end can say it better.</summary>
    Advice,

    /// <summary>Resume the run that was found, or replace it (<see cref="RunStart"/>).</summary>
    ResumeOrReplace,

    /// <summary>Start the run again and replace what there is (<see cref="RunStart.Replace"/>).</summary>
    StartAgain,

    /// <summary>Keep what comes before the damage and compute the rest again (<see cref="RunStart.Repair"/>), or start again.</summary>
    RepairOrStartAgain,

    /// <summary>Free some space, then resume the run (<see cref="RunStart.Resume"/>).</summary>
    FreeSpaceAndResume,

    /// <summary>Free some space, or choose another folder for published data.</summary>
    FreeSpaceOrMoveData,

    /// <summary>Download a published file again, replacing what is there; the subject is its name in the catalogue.</summary>
    DownloadAgain,

    /// <summary>Download from another address; the subject is the page where the publisher says more.</summary>
    UseAnotherAddress,

    /// <summary>Repair the table, or leave out the rows that cannot be used.</summary>
    SkipInvalidRows,

    /// <summary>Give the sizes of dimensions that a model leaves free; the subject is their names.</summary>
    GiveSizes,

    /// <summary>Score a model with the weights of its file instead of drawing others.</summary>
    KeepWeights,

    /// <summary>Choose a batch of at most <see cref="Remedy.Most"/> samples, or give more samples.</summary>
    ChooseSmallerBatch,

    /// <summary>Score at least <see cref="Remedy.Least"/> architectures, or choose a population of at most <see cref="Remedy.Most"/>.</summary>
    FillPopulation,

    /// <summary>Normalize by the statistics stored in the model, not by those of the batch.</summary>
    UseStoredStatistics,

    /// <summary>Compute on the processor instead of a graphics card.</summary>
    ComputeOnProcessor,

    /// <summary>Use noise as samples.</summary>
    UseNoise,

    /// <summary>Name the field or column that holds the texts.</summary>
    NameTextField,

    /// <summary>Draw a random label for each sample.</summary>
    DrawLabels,

    /// <summary>Save what can be read of a store of scores, and move its file away.</summary>
    SaveStoredScores,

    /// <summary>Measure on its device what a table of latencies lacks; the subject is its path.</summary>
    MeasureLatencies,
}

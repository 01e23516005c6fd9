namespace SwapScore;

/// <summary>
/// What a caller can do about a fault, as data. <see cref="Words"/> says it to anyone; a front end that knows a shorter way, such as an
/// option of a command or a button, names that for the <see cref="Kind"/> instead.
/// </summary>
/// <remarks>A text converts to <see cref="RemedyKind.Advice"/>.</remarks>
public sealed record Remedy
{
    private Remedy(RemedyKind kind, string words) => (Kind, Words) = (kind, words);

    /// <summary>What to do.</summary>
    public RemedyKind Kind { get; }

    /// <summary>The remedy in words that suit every front end.</summary>
    public string Words { get; }

    /// <summary>What it concerns, for example the name of a file; null where the kind says it all.</summary>
    public string? Subject { get; private init; }

    /// <summary>What can be done instead; null for nothing.</summary>
    public string? Otherwise { get; private init; }

    /// <summary>The smallest number that will do; null where the kind has none.</summary>
    public long? Least { get; private init; }

    /// <summary>The largest number that will do; null where the kind has none.</summary>
    public long? Most { get; private init; }

    /// <summary>A remedy as it was written.</summary>
    internal static Remedy Restore(RemedyKind kind, string words, string? subject, string? otherwise, long? least, long? most) =>
        new(kind, words) { Subject = subject, Otherwise = otherwise, Least = least, Most = most };

    /// <summary>Advice that no front end can say better.</summary>
    /// <param name="words">What to do; null for no remedy.</param>
    public static implicit operator Remedy?(string? words) => FromString(words);

    /// <summary>Advice that no front end can say better.</summary>
    /// <param name="words">What to do; null for no remedy.</param>
    public static Remedy? FromString(string? words) => words is null ? null : new Remedy(RemedyKind.Advice, words);

    /// <summary>Resume the run that was found, or replace it.</summary>
    public static Remedy ResumeOrReplace() => new(RemedyKind.ResumeOrReplace, "resume it, or replace it");

    /// <summary>Start the run again and replace what there is.</summary>
    /// <param name="otherwise">What can be done instead; null for nothing.</param>
    public static Remedy StartAgain(string? otherwise = null) => Either(RemedyKind.StartAgain, otherwise, "start again and replace it");

    /// <summary>Keep what comes before the damage and compute the rest again, or start again.</summary>
    public static Remedy RepairOrStartAgain() =>
        new(RemedyKind.RepairOrStartAgain, "repair the run, which computes the rest again from there, or start again and replace it");

    /// <summary>Free some space, then resume the run.</summary>
    public static Remedy FreeSpaceAndResume() => new(RemedyKind.FreeSpaceAndResume, "what was done is kept; free some space and resume");

    /// <summary>Free some space, or choose another folder for published data.</summary>
    public static Remedy FreeSpaceOrMoveData() => new(RemedyKind.FreeSpaceOrMoveData, "free some space, or choose another folder for data");

    /// <summary>Download a published file again, replacing what is there.</summary>
    /// <param name="name">Its name in the catalogue of published files.</param>
    public static Remedy DownloadAgain(string name) => new(RemedyKind.DownloadAgain, $"download {name} again") { Subject = name };

    /// <summary>Download from another address.</summary>
    /// <param name="page">Where the publisher says more.</param>
    public static Remedy UseAnotherAddress(Uri page) =>
        new(RemedyKind.UseAnotherAddress, $"see {page}, or download from another address") { Subject = $"{page}" };

    /// <summary>Repair the table, or leave out the rows that cannot be used.</summary>
    public static Remedy SkipInvalidRows() => new(RemedyKind.SkipInvalidRows, "repair the table, or skip its invalid rows");

    /// <summary>Give the sizes of dimensions that a model leaves free.</summary>
    /// <param name="dimensions">Their names.</param>
    public static Remedy GiveSizes(string dimensions) =>
        new(RemedyKind.GiveSizes, $"perhaps the sizes chosen for the dimensions it leaves free do not suit it: give those of {dimensions}") { Subject = dimensions };

    /// <summary>Score a model with the weights of its file instead of drawing others.</summary>
    public static Remedy KeepWeights() => new(RemedyKind.KeepWeights, "score it with the weights of the file");

    /// <summary>Choose a smaller batch, or give more samples.</summary>
    /// <param name="most">The largest number of samples that will do.</param>
    public static Remedy ChooseSmallerBatch(long most) =>
        new(RemedyKind.ChooseSmallerBatch, $"choose a batch size of {most} or less, or give more samples") { Most = most };

    /// <summary>Score at least as many architectures as the population has members, or choose a smaller one.</summary>
    /// <param name="evaluations">How many were to be scored.</param>
    /// <param name="population">Members of the population.</param>
    public static Remedy FillPopulation(int evaluations, int population) =>
        new(RemedyKind.FillPopulation, $"score at least {population} architectures, or choose a population of at most {evaluations}")
        {
            Least = population,
            Most = evaluations,
        };

    /// <summary>Normalize by the statistics stored in the model, not by those of the batch.</summary>
    /// <param name="otherwise">What can be done instead; null for nothing.</param>
    public static Remedy UseStoredStatistics(string? otherwise = null) =>
        Either(RemedyKind.UseStoredStatistics, otherwise, "normalize by the statistics stored in the model");

    /// <summary>Compute on the processor instead of a graphics card.</summary>
    /// <param name="otherwise">What can be done instead; null for nothing.</param>
    public static Remedy ComputeOnProcessor(string? otherwise = null) => Either(RemedyKind.ComputeOnProcessor, otherwise, "compute on the CPU");

    /// <summary>Use noise as samples.</summary>
    /// <param name="otherwise">What can be done instead; null for nothing.</param>
    public static Remedy UseNoise(string? otherwise = null) => Either(RemedyKind.UseNoise, otherwise, "use noise as samples");

    /// <summary>Name the field or column that holds the texts.</summary>
    public static Remedy NameTextField() => new(RemedyKind.NameTextField, "name the field or column that holds the texts");

    /// <summary>Draw a random label for each sample.</summary>
    /// <param name="otherwise">What can be done instead; null for nothing.</param>
    public static Remedy DrawLabels(string? otherwise = null) => Either(RemedyKind.DrawLabels, otherwise, "draw random labels");

    /// <summary>Measure on its device what a table of latencies lacks.</summary>
    /// <param name="table">Path of the table.</param>
    public static Remedy MeasureLatencies(string table) =>
        new(RemedyKind.MeasureLatencies, $"measure them on the device of {table}, which adds them to it") { Subject = table };

    /// <summary>Save what can be read of a store of scores, and move its file away.</summary>
    public static Remedy SaveStoredScores() =>
        new(RemedyKind.SaveStoredScores, "save what can be read of it, move the file away, and compute the rest again");

    private static Remedy Either(RemedyKind kind, string? otherwise, string words) =>
        new(kind, otherwise is null ? words : $"{otherwise}, or {words}") { Otherwise = otherwise };
}

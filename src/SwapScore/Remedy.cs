namespace SwapScore;

/// <summary>
/// What a caller can do about a fault, as data. <see cref="Words"/> says it to anyone; a front end that knows a shorter way, such as an
/// option of a command or a button, names that instead.
/// </summary>
/// <remarks>A text converts to <see cref="Advice"/>.</remarks>
public abstract record Remedy
{
    private Remedy()
    {
    }

    /// <summary>The remedy in words that suit every front end.</summary>
    public abstract string Words { get; }

    /// <summary>Advice that no front end can say better.</summary>
    /// <param name="words">What to do; null for no remedy.</param>
    public static implicit operator Remedy?(string? words) => FromString(words);

    /// <summary>Advice that no front end can say better.</summary>
    /// <param name="words">What to do; null for no remedy.</param>
    public static Remedy? FromString(string? words) => words is null ? null : new Advice(words);

    private static string Either(string? otherwise, string words) => otherwise is null ? words : $"{otherwise}, or {words}";

    /// <summary>Advice that no front end can say better.</summary>
    /// <param name="Words">What to do.</param>
    public sealed record Advice(string Words) : Remedy
    {
        /// <inheritdoc/>
        public override string Words { get; } = Words;
    }

    /// <summary>Resume the run that was found, or replace it (<see cref="Storage.RunStart"/>).</summary>
    public sealed record ResumeOrReplace : Remedy
    {
        /// <inheritdoc/>
        public override string Words => "resume it, or replace it";
    }

    /// <summary>Start the run again and replace what there is (<see cref="Storage.RunStart.Replace"/>).</summary>
    /// <param name="Otherwise">What can be done instead; null for nothing.</param>
    public sealed record StartAgain(string? Otherwise = null) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => Either(Otherwise, "start again and replace it");
    }

    /// <summary>Keep what comes before the damage and compute the rest again (<see cref="Storage.RunStart.Repair"/>), or start again.</summary>
    public sealed record RepairOrStartAgain : Remedy
    {
        /// <inheritdoc/>
        public override string Words => "repair the run, which computes the rest again from there, or start again and replace it";
    }

    /// <summary>Free some space, then resume the run (<see cref="Storage.RunStart.Resume"/>).</summary>
    public sealed record FreeSpaceAndResume : Remedy
    {
        /// <inheritdoc/>
        public override string Words => "what was done is kept; free some space and resume";
    }

    /// <summary>Free some space, or choose another folder for published data.</summary>
    public sealed record FreeSpaceOrMoveData : Remedy
    {
        /// <inheritdoc/>
        public override string Words => "free some space, or choose another folder for data";
    }

    /// <summary>Download a published file again, replacing what is there.</summary>
    /// <param name="Name">Its name in the catalogue of published files.</param>
    public sealed record DownloadAgain(string Name) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => $"download {Name} again";
    }

    /// <summary>Download from another address.</summary>
    /// <param name="Page">Where the publisher says more.</param>
    public sealed record UseAnotherAddress(Uri Page) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => $"see {Page}, or download from another address";
    }

    /// <summary>Repair the table, or leave out the rows that cannot be used.</summary>
    public sealed record SkipInvalidRows : Remedy
    {
        /// <inheritdoc/>
        public override string Words => "repair the table, or skip its invalid rows";
    }

    /// <summary>Give the sizes of dimensions that a model leaves free.</summary>
    /// <param name="Dimensions">Their names.</param>
    public sealed record GiveSizes(string Dimensions) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => $"perhaps the sizes chosen for the dimensions it leaves free do not suit it: give those of {Dimensions}";
    }

    /// <summary>Score a model with the weights of its file instead of drawing others.</summary>
    public sealed record KeepWeights : Remedy
    {
        /// <inheritdoc/>
        public override string Words => "score it with the weights of the file";
    }

    /// <summary>Choose a smaller batch, or give more samples.</summary>
    /// <param name="Most">The largest number of samples that will do.</param>
    public sealed record ChooseSmallerBatch(long Most) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => $"choose a batch size of {Most} or less, or give more samples";
    }

    /// <summary>Score at least as many architectures as the population has members, or choose a smaller one.</summary>
    /// <param name="Evaluations">How many were to be scored.</param>
    /// <param name="Population">Members of the population.</param>
    public sealed record FillPopulation(int Evaluations, int Population) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => $"score at least {Population} architectures, or choose a population of at most {Evaluations}";
    }

    /// <summary>Normalize by the statistics stored in the model, not by those of the batch.</summary>
    /// <param name="Otherwise">What can be done instead; null for nothing.</param>
    public sealed record UseStoredStatistics(string? Otherwise = null) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => Either(Otherwise, "normalize by the statistics stored in the model");
    }

    /// <summary>Compute on the processor instead of a graphics card.</summary>
    /// <param name="Otherwise">What can be done instead; null for nothing.</param>
    public sealed record ComputeOnProcessor(string? Otherwise = null) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => Either(Otherwise, "compute on the CPU");
    }

    /// <summary>Use noise as samples.</summary>
    /// <param name="Otherwise">What can be done instead; null for nothing.</param>
    public sealed record UseNoise(string? Otherwise = null) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => Either(Otherwise, "use noise as samples");
    }

    /// <summary>Draw a random label for each sample.</summary>
    /// <param name="Otherwise">What can be done instead; null for nothing.</param>
    public sealed record DrawLabels(string? Otherwise = null) : Remedy
    {
        /// <inheritdoc/>
        public override string Words => Either(Otherwise, "draw random labels");
    }
}

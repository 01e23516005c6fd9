namespace SwapScore.Cli.Shell;

/// <summary>Says remedies of the libraries with the options of the command line.</summary>
internal static class RemedyText
{
    /// <summary>A remedy for a user of the command line; null for none.</summary>
    public static string? Write(Remedy? remedy) => remedy switch
    {
        Remedy.ResumeOrReplace => "add --resume to go on with it, or --force to replace it",
        Remedy.StartAgain start => Either(start.Otherwise, "start again with --force"),
        Remedy.RepairOrStartAgain => "compute the rest again from there with --repair, or start again with --force",
        Remedy.FreeSpaceAndResume => "what was done is kept; free some space and go on with --resume",
        Remedy.FreeSpaceOrMoveData => "free some space, or choose another place with --data-root",
        Remedy.DownloadAgain download => $"get it again with 'swapscore data get {download.Name} --force'",
        Remedy.UseAnotherAddress address => $"see {address.Page}; another address can be given with --from",
        Remedy.SkipInvalidRows => "repair the table, or add --skip-invalid to study the other rows",
        Remedy.GiveSizes sizes => $"perhaps the sizes chosen for the dimensions it leaves free do not suit it: give them with --dimension NAME=SIZE ({sizes.Dimensions})",
        Remedy.KeepWeights => "use --init keep",
        Remedy.ChooseSmallerBatch batch => $"use --batch-size {batch.Most} or less, or point --data at more samples",
        Remedy.FillPopulation { Evaluations: >= 2 } fill => $"add --population {fill.Evaluations}, or use --evaluations {fill.Population} or more",
        Remedy.FillPopulation fill => $"use --evaluations {fill.Population} or more",
        Remedy.UseStoredStatistics stored => Either(stored.Otherwise, "use --norm inference"),
        Remedy.ComputeOnProcessor processor => Either(processor.Otherwise, "compute with --device cpu"),
        Remedy.UseNoise noise => Either(noise.Otherwise, "use --data noise"),
        Remedy.DrawLabels draw => Either(draw.Otherwise, "draw labels with --random-labels"),
        _ => remedy?.Words,
    };

    private static string Either(string? otherwise, string words) => otherwise is null ? words : $"{otherwise}, or {words}";
}

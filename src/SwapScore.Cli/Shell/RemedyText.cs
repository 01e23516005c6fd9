namespace SwapScore.Cli.Shell;

/// <summary>Says remedies of the libraries with the options of the command line.</summary>
internal static class RemedyText
{
    /// <summary>A remedy for a user of the command line; null for none.</summary>
    public static string? Write(Remedy? remedy) => remedy?.Kind switch
    {
        RemedyKind.ResumeOrReplace => "add --resume to go on with it, or --force to replace it",
        RemedyKind.StartAgain => Either(remedy, "start again with --force"),
        RemedyKind.RepairOrStartAgain => "compute the rest again from there with --repair, or start again with --force",
        RemedyKind.FreeSpaceAndResume => "what was done is kept; free some space and go on with --resume",
        RemedyKind.FreeSpaceOrMoveData => "free some space, or choose another place with --data-root",
        RemedyKind.DownloadAgain => $"get it again with 'swapscore data get {remedy.Subject} --force'",
        RemedyKind.UseAnotherAddress => $"see {remedy.Subject}; another address can be given with --from",
        RemedyKind.SkipInvalidRows => "repair the table, or add --skip-invalid to study the other rows",
        RemedyKind.GiveSizes => $"perhaps the sizes chosen for the dimensions it leaves free do not suit it: give them with --dimension NAME=SIZE ({remedy.Subject})",
        RemedyKind.KeepWeights => "use --init keep",
        RemedyKind.ChooseSmallerBatch => $"use --batch-size {remedy.Most} or less, or point --data at more samples",
        RemedyKind.FillPopulation when remedy.Most >= 2 => $"add --population {remedy.Most}, or use --evaluations {remedy.Least} or more",
        RemedyKind.FillPopulation => $"use --evaluations {remedy.Least} or more",
        RemedyKind.UseStoredStatistics => Either(remedy, "use --norm inference"),
        RemedyKind.ComputeOnProcessor => Either(remedy, "compute with --device cpu"),
        RemedyKind.UseNoise => Either(remedy, "use --data noise"),
        RemedyKind.NameTextField => "name the field or column of the texts with --text-field",
        RemedyKind.DrawLabels => Either(remedy, "draw labels with --random-labels"),
        RemedyKind.SaveStoredScores => "save what can be read with 'swapscore store export', and move the file away",
        RemedyKind.MeasureLatencies => $"measure them on its device, which adds them to the table: 'swapscore latency measure --output {remedy.Subject}'",
        _ => remedy?.Words,
    };

    private static string Either(Remedy remedy, string words) => remedy.Otherwise is { } otherwise ? $"{otherwise}, or {words}" : words;
}

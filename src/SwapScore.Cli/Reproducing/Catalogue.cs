using SwapScore.Cli.Reproducing.Artefacts;

namespace SwapScore.Cli.Reproducing;

/// <summary>Every figure and table that can be made again.</summary>
internal static class Catalogue
{
    /// <summary>What means all of them on the command line.</summary>
    public const string AllName = "all";

    /// <summary>All of them, in the order of the paper.</summary>
    public static IReadOnlyList<IArtefact> All { get; } =
    [
        new MetricHeatMap(), AccuracyScatter.Plain, AccuracyScatter.Regularised, new TransformerScatter(), new GlueTasks(),
        AblationFigure.ConvolutionalBatchSize, AblationFigure.TransformerBatchSize, new ScoreHistograms(), AblationFigure.ImageSide, AblationFigure.NoiseSide,
        new TransformerTable(), new RegularisedTable(),
    ];
}

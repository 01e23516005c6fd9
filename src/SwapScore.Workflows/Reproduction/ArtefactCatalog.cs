using SwapScore.Workflows.Reproduction.Artefacts;

namespace SwapScore.Workflows.Reproduction;

/// <summary>Every figure and table that can be made again.</summary>
internal static class ArtefactCatalog
{
    /// <summary>What means all of them on the command line.</summary>
    public const string AllName = "all";

    /// <summary>All of them, in the order of the paper.</summary>
    public static IReadOnlyList<IArtefact> All { get; } =
    [
        new CostFigure(), PatternFigure.Standard, PatternFigure.SampleWise,
        new MetricHeatMap(), AccuracyScatter.Plain, AccuracyScatter.Regularized, new TransformerScatter(), new GlueTasks(), new MutationFigure(),
        AblationFigure.ConvolutionalBatchSize, AblationFigure.TransformerBatchSize, new ScoreHistograms(), AblationFigure.ImageSide, AblationFigure.NoiseSide,
        new TransformerTable(), CellTable.Two, CellTable.Three, new RegularizedTable(),
    ];
}

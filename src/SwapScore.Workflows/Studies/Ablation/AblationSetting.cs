using SwapScore.Studies.Ablation;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>One combination of the settings an ablation varies.</summary>
/// <param name="Data">The samples, as a user names them.</param>
/// <param name="BatchSize">Number of samples.</param>
/// <param name="Side">Rows and columns of a sample; null for those it has.</param>
/// <param name="Repeats">Initialisations averaged.</param>
/// <param name="Initializer">What draws the weights; null for what the space takes.</param>
internal sealed record AblationSetting(string Data, int BatchSize, int? Side, int Repeats, string? Initializer)
{
    /// <summary>Every combination of a grid; the last setting varies fastest.</summary>
    /// <param name="grid">The grid.</param>
    public static IEnumerable<AblationSetting> All(AblationGrid grid) =>
        from data in grid.Data
        from initializer in grid.Initializers
        from repeats in grid.Repeats
        from side in grid.Sides
        from batchSize in grid.BatchSizes
        select new AblationSetting(data, batchSize, side, repeats, initializer);
}

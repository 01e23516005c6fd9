namespace SwapScore.Studies.Ablation;

/// <summary>One combination of the settings an ablation varies.</summary>
/// <param name="Data">The samples, as a user names them.</param>
/// <param name="BatchSize">Number of samples.</param>
/// <param name="Side">Rows and columns of a sample; null for those it has.</param>
/// <param name="Repeats">Initialisations averaged.</param>
/// <param name="Initializer">What draws the weights; null for what the space takes.</param>
public sealed record AblationSetting(string Data, int BatchSize, int? Side, int Repeats, string? Initializer);

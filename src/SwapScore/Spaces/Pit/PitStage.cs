namespace SwapScore.Spaces.Pit;

/// <summary>A stage of a pooling-based vision Transformer: layers of one resolution.</summary>
/// <param name="Depth">Number of layers.</param>
/// <param name="Heads">Heads of their attention; the width of the stage is as many times that of a head.</param>
internal readonly record struct PitStage(int Depth, int Heads);

namespace SwapScore.Spaces.AutoFormer;

/// <summary>A layer of a vision Transformer.</summary>
/// <param name="Heads">Heads of its attention, 64 features each.</param>
/// <param name="Ratio">Width of its feed-forward part, as a multiple of the width of the network.</param>
internal readonly record struct AutoFormerLayer(int Heads, double Ratio);

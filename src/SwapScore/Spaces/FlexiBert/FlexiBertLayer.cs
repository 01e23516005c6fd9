namespace SwapScore.Spaces.FlexiBert;

/// <summary>One encoder layer.</summary>
/// <param name="Operation">How tokens exchange information.</param>
/// <param name="Heads">Heads of the operation.</param>
/// <param name="FeedForward">Width of the feed-forward part.</param>
/// <param name="FeedForwardCount">How many activated maps it stacks.</param>
internal readonly record struct FlexiBertLayer(FlexiBertOperation Operation, int Heads, int FeedForward, int FeedForwardCount);

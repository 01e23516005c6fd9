namespace SwapScore.Workflows.Latency;

/// <summary>What a latency is kept of: an operator, with the shapes it reads and writes.</summary>
/// <param name="Name">Its operations with their settings: <c>convolution 3x3 stride 2 padding 1 + batch-normalization + relu</c>.</param>
/// <param name="Shape">Shapes of one sample, what it reads before what it writes: <c>16x32x32 -> 32x16x16</c>.</param>
internal readonly record struct OperatorKey(string Name, string Shape)
{
    /// <summary>For messages.</summary>
    public override string ToString() => $"{Name} ({Shape})";
}

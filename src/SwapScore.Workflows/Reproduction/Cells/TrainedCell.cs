namespace SwapScore.Workflows.Reproduction.Cells;

/// <summary>What training a cell brought.</summary>
/// <param name="Error">Per cent of the images to be judged by that are classified wrongly at the end; NaN where the loss became NaN.</param>
/// <param name="Shortenings">In what the training falls short of the published one; empty where it does not.</param>
/// <param name="Judged">Number of images it was judged by.</param>
internal sealed record TrainedCell(double Error, IReadOnlyList<string> Shortenings, int Judged)
{
    /// <summary>Whether it is the published training.</summary>
    public bool IsFull => Shortenings.Count == 0;

    /// <summary>Which training it was, in words.</summary>
    public string Protocol => IsFull ? "full" : $"shortened: {string.Join(", ", Shortenings)}";
}

namespace SwapScore.Torch.Training.Images;

/// <summary>The images of one step, ready for the network.</summary>
/// <param name="Inputs">All inputs, <c>[sample][channel][row][column]</c>.</param>
/// <param name="Labels">The class of each sample.</param>
internal sealed record ImageBatch(float[] Inputs, long[] Labels);

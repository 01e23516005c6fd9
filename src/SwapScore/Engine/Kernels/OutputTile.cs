namespace SwapScore.Engine.Kernels;

/// <summary>Neighbouring output channels of one group, computed together.</summary>
/// <param name="First">First output channel.</param>
/// <param name="Count">1 … <see cref="ConvolutionKernel.MaximumRows"/>.</param>
/// <param name="Group">Their group.</param>
internal readonly record struct OutputTile(int First, int Count, int Group);

namespace SwapScore.Engine.Kernels;

/// <summary>One kernel position.</summary>
/// <param name="Offset">Distance in floats of the input value from the window's origin.</param>
/// <param name="Kernel">Its index in the kernel, row-major.</param>
internal readonly record struct Tap(int Offset, int Kernel);

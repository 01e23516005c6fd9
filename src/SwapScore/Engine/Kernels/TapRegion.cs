namespace SwapScore.Engine.Kernels;

/// <summary>
/// A rectangle of output positions whose windows touch the same kernel positions: the interior, or a piece of the border, where part
/// of the window lies outside the input. Kernels walk regions and never test for borders.
/// </summary>
/// <param name="FirstRow">First output row.</param>
/// <param name="EndRow">Row after the last.</param>
/// <param name="FirstColumn">First output column.</param>
/// <param name="EndColumn">Column after the last.</param>
/// <param name="Taps">Where its kernel positions start in the tap list.</param>
/// <param name="TapCount">Number of its kernel positions; 0 when the window lies wholly in the padding.</param>
/// <param name="OutputOrigin">
/// Distance in floats from the first output value to the one at row and column 0 of the region's grid. A transposed convolution with
/// stride s has s × s interleaved grids, all others have one.
/// </param>
internal readonly record struct TapRegion(
    int FirstRow, int EndRow, int FirstColumn, int EndColumn, int Taps, int TapCount, int OutputOrigin = 0);

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>The positions of the narrow map at which one kernel position lies inside the wide map.</summary>
/// <param name="FirstRow">First row.</param>
/// <param name="EndRow">Row after the last.</param>
/// <param name="FirstColumn">First column.</param>
/// <param name="EndColumn">Column after the last.</param>
/// <param name="Offset">Distance in floats from the window of position (0, 0) to this kernel position of it.</param>
internal readonly record struct TapPlaces(int FirstRow, int EndRow, int FirstColumn, int EndColumn, long Offset);

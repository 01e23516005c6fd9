namespace SwapScore.Engine.Kernels;

/// <summary>Distances in floats inside two matrices and their product; transposing a matrix swaps its two.</summary>
/// <param name="FirstInner">Between values of a row of the first matrix.</param>
/// <param name="FirstRow">Between rows of the first matrix.</param>
/// <param name="SecondInner">Between values of a column of the second matrix.</param>
/// <param name="SecondColumn">Between columns of the second matrix.</param>
/// <param name="OutputRow">Between output rows.</param>
internal readonly record struct MatrixStrides(long FirstInner, long FirstRow, long SecondInner, long SecondColumn, long OutputRow);

namespace SwapScore.Engine.Tangents;

/// <summary>How fast the gradient of a loss by the outputs of one sample changes while the outputs change: the second derivative times that change.</summary>
/// <param name="sample">Number of the sample.</param>
/// <param name="outputs">Its outputs, <c>[channel][row][column]</c>.</param>
/// <param name="tangents">Their change.</param>
/// <param name="curvature">The change of the gradient; all of it is set.</param>
internal delegate void OutputCurvature(int sample, SampleValues outputs, SampleValues tangents, Span<float> curvature);

namespace SwapScore.Engine.Backward;

/// <summary>The gradient of a value by the outputs of one sample: where a backward pass begins.</summary>
/// <param name="sample">Number of the sample.</param>
/// <param name="outputs">Its outputs, <c>[channel][row][column]</c>; not shown in double precision.</param>
/// <param name="gradient">The gradient, likewise; all of it is set.</param>
internal delegate void OutputGradient(int sample, SampleValues outputs, Span<float> gradient);

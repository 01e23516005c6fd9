using SwapScore.Networks;

namespace SwapScore.Engine.Tangents;

/// <summary>How fast the values of a parameter change along a direction.</summary>
/// <param name="owner">The node that has the parameter.</param>
/// <param name="parameter">The parameter.</param>
/// <param name="values">Its values, in the plain order.</param>
/// <param name="tangents">Receives the change of each; zero before.</param>
internal delegate void WeightTangents(Node owner, Parameter parameter, ReadOnlySpan<float> values, Span<float> tangents);

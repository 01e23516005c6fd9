namespace SwapScore.Engine.Tangents;

/// <summary>A number of a plan with tangents, as it lies in memory.</summary>
/// <param name="Value">The number.</param>
/// <param name="Tangent">How fast it changes along the direction.</param>
internal readonly record struct Sloped<T>(T Value, T Tangent);

using SwapScore.Networks;

namespace SwapScore.Metrics;

/// <summary>Which inputs a network takes; null for any number. Networks of spaces are built for any input, a model file may insist on its own.</summary>
/// <param name="Channels">The only number of channels.</param>
/// <param name="Rows">The only number of rows.</param>
/// <param name="Columns">The only number of columns.</param>
public readonly record struct InputLimits(int? Channels, int? Rows, int? Columns)
{
    /// <summary>Only inputs of one shape.</summary>
    /// <param name="shape">The shape.</param>
    public static InputLimits Only(Shape shape) => new(shape.Channels, shape.Rows, shape.Columns);

    /// <summary>A shape as near to a wanted one as the network takes.</summary>
    /// <param name="wanted">The wanted one.</param>
    public Shape Fit(Shape wanted) => new(Channels ?? wanted.Channels, Rows ?? wanted.Rows, Columns ?? wanted.Columns);
}

namespace SwapScore.Spaces.FlexiBert;

/// <summary>What a <see cref="FlexiBertSpace"/> draws and how it builds networks.</summary>
internal enum FlexiBertVariant
{
    /// <summary>The part with 500 trained encoders, built as described.</summary>
    Benchmark,

    /// <summary>The same part, built as the published metrics were computed.</summary>
    Faithful,

    /// <summary>The whole original space, built as described.</summary>
    Original,
}

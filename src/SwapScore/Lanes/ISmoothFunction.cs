namespace SwapScore.Lanes;

/// <summary>A function of one value whose derivative is given, because its own steps, bits and tables among them, have none.</summary>
internal interface ISmoothFunction
{
    /// <summary>The function.</summary>
    static abstract TLanes Value<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>Its derivative.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="value">The value of the function there.</param>
    static abstract TLanes Slope<TLanes>(TLanes x, TLanes value)
        where TLanes : unmanaged, ILanes<TLanes>;
}

using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>The gradient of a function of one value, from its value or its argument, as each says; written once for all widths, the scalar instance is its reference.</summary>
internal interface IGradientFunction
{
    /// <summary>The gradient by the argument.</summary>
    /// <param name="y">The value of the function, or its argument.</param>
    /// <param name="gradient">The gradient by that value.</param>
    /// <param name="slope">The function's parameter, where it has one.</param>
    static abstract TLanes Invoke<TLanes>(TLanes y, TLanes gradient, float slope)
        where TLanes : unmanaged, ILanes<TLanes>;
}

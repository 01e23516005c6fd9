using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>A function of one value, written once for all widths; the scalar instance is its reference.</summary>
internal interface IUnaryFunction
{
    /// <summary>The function.</summary>
    /// <param name="slope">Its parameter, where it has one.</param>
    static abstract TLanes Invoke<TLanes>(TLanes x, float slope)
        where TLanes : unmanaged, ILanes<TLanes>;
}

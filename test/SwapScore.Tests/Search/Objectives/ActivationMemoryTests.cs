using SwapScore.Networks;
using SwapScore.Search.Objectives;

namespace SwapScore.Tests.Search.Objectives;

public sealed class ActivationMemoryTests
{
    private const int MapBytes = 4 * 8 * 8 * sizeof(float);

    private static readonly Shape Map = new(4, 8, 8);

    [Fact]
    public void PeakBytes_OfAChain_IsItsLargestPairOfNeighbors()
    {
        var builder = new NetworkBuilder("chain");
        var x = builder.Relu(builder.Relu(builder.Input(Map)));
        Assert.Equal(2 * MapBytes, ActivationMemory.PeakBytes(builder.Build(builder.GlobalAveragePooling(x))));
    }

    [Fact]
    public void PeakBytes_WithAShortcut_HoldsItsBeginningUntilItsEnd()
    {
        var builder = new NetworkBuilder("shortcut");
        var x = builder.Input(Map);
        Assert.Equal(3 * MapBytes, ActivationMemory.PeakBytes(builder.Build(builder.Multiply(builder.Relu(builder.Relu(x)), x))));
    }
}

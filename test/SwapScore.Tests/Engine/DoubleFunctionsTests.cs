using SwapScore.Engine.Kernels;

namespace SwapScore.Tests.Engine;

public sealed class DoubleFunctionsTests
{
    [Fact]
    public void Exp_AnyValue_IsTheLibrarys()
    {
        for (var x = -700.0; x < 700; x += 0.37)
            Assert.Equal(Math.Exp(x), DoubleFunctions.Exp(x), 4e-16 * Math.Exp(x));
        Assert.Equal(0, DoubleFunctions.Exp(-1000), 0.0);
    }

    [Fact]
    public void Tanh_AnyValue_IsTheLibrarys()
    {
        for (var x = -25.0; x < 25; x += 0.013)
            Assert.Equal(Math.Tanh(x), DoubleFunctions.Tanh(x), 1e-15 * Math.Abs(Math.Tanh(x)));
    }

    // From tables of the error function.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0.1124629160182848922)]
    [InlineData(0.5, 0.5204998778130465377)]
    [InlineData(1, 0.8427007929497148693)]
    [InlineData(2, 0.9953222650189527342)]
    [InlineData(3, 0.9999779095030014146)]
    [InlineData(4, 0.9999999845827420997)]
    [InlineData(-1.5, -0.9661051464753107271)]
    [InlineData(7, 1)]
    public void Erf_TabulatedValues_AreExact(double x, double expected) => Assert.Equal(expected, DoubleFunctions.Erf(x), 1e-15);

    [Fact]
    public void Erf_WhereTheFormulasMeet_GoesOn()
    {
        for (var x = 2.74; x < 2.76; x += 1e-4)
            Assert.InRange((DoubleFunctions.Erf(x + 1e-4) - DoubleFunctions.Erf(x)) / (1e-4 * 1.1283791670955126 * Math.Exp(-x * x)), 0.999, 1.001);
    }
}

using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Tests.Engine;

/// <summary>The polynomials against the platform's double-precision functions.</summary>
public sealed class ElementaryTests
{
    [Fact]
    public void Exp_WholeRange_IsWithinTwoUnits() =>
        AssertRelative(Elementary.Exp, Math.Exp, -87.2, 88.2, 3e-7);

    [Fact]
    public void Tanh_WholeRange_IsWithinThreeUnits() =>
        AssertRelative(Elementary.Tanh, Math.Tanh, -12, 12, 3.6e-7);

    [Fact]
    public void Erf_WholeRange_IsAccurate()
    {
        for (var x = -6.0; x <= 6; x += 1e-3)
            Assert.Equal(Erf((float)x), Value(Elementary.Erf, (float)x), 2.5e-7);
    }

    [Fact]
    public void Erf_LargeValues_AreExactlyOne()
    {
        Assert.Equal(1, Value(Elementary.Erf, 4.2f));
        Assert.Equal(-1, Value(Elementary.Erf, -100));
        Assert.Equal(1, Value(Elementary.Erf, float.MaxValue));
        Assert.True(Value(Elementary.Erf, 3.8f) < 1);
    }

    [Fact]
    public void Gelu_Signs_AreThoseOfFloat32()
    {
        // Negative down to the point where 1 + erf(x/√2) rounds to 0, zero beyond.
        Assert.All(new[] { -1e-30f, -0.5f, -3f, -5f }, x => Assert.True(Gelu(x) < 0, $"{x}"));
        Assert.All(new[] { -6f, -50f, 0f }, x => Assert.Equal(0, Gelu(x)));
        Assert.Equal(0.84134475f, Gelu(1), 1e-6f);
    }

    [Fact]
    public void Exp_BelowTheSmallestNumber_IsZero()
    {
        Assert.Equal(0, Value(Elementary.Exp, -88));
        Assert.Equal(0, Value(Elementary.Exp, float.NegativeInfinity));
        Assert.True(float.IsFinite(Value(Elementary.Exp, 1000)));
    }

    private static float Gelu(float x) => Value(v => GeluFunction.Invoke(v, 0), x);

    private static void AssertRelative(Func<Lanes32, Lanes32> function, Func<double, double> expected, double from, double to, double tolerance)
    {
        for (var i = 0; i <= 100_000; i++)
        {
            var x = (float)(from + (to - from) * i / 100_000);
            var error = expected(x) == 0 ? Value(function, x) : Value(function, x) / expected(x) - 1;
            Assert.True(Math.Abs(error) <= tolerance, $"at {x}: relative error {error}");
        }
    }

    private static unsafe float Value(Func<Lanes32, Lanes32> function, float x)
    {
        var y = 0f;
        function(Lanes32.Broadcast(x)).Store(&y);
        return y;
    }

    /// <summary>The error function in double precision: its series near 0, its continued fraction beyond.</summary>
    private static double Erf(double x)
    {
        if (x < 0) return -Erf(-x);
        if (x < 2.5)
        {
            var (sum, term) = (x, x);
            for (var n = 1; n < 100; n++)
            {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }

            return 2 / Math.Sqrt(Math.PI) * sum;
        }

        var fraction = 0.0;
        for (var n = 200; n >= 1; n--)
            fraction = n / 2.0 / (x + fraction);
        return 1 - Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }
}

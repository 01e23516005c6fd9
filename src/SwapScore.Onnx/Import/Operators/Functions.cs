using SwapScore.Networks;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>The functions of one value that the engine computes, recognized by their values.</summary>
internal static class Functions
{
    private const double Tolerance = 1e-5;
    private const double Far = 1e6;
    private const double Near = 0.01;

    private static readonly double RootOfTwoOverPi = Math.Sqrt(2 / Math.PI);
    private static readonly double[] Points = [.. Enumerable.Range(-24, 49).Select(i => i / 4.0 + 1e-3)];

    /// <summary>How a function is added to a network; null where the engine has none like it.</summary>
    /// <param name="f">The function.</param>
    public static Func<NetworkBuilder, Node, string, Node>? Find(Func<double, double> f)
    {
        var (limit, slope, middle) = (f(Far), f(-1) / -1, (f(Near) - f(-Near)) / (2 * Near));
        if (Factor(f, x => Math.Max(0, x)) is { } relu) return (b, x, name) => b.Scaling(b.Relu(x, name), relu);
        if (limit > 0 && double.IsFinite(limit) && Equals(f, x => Math.Min(Math.Max(0, x), limit))) return (b, x, name) => b.CappedRelu(x, (float)limit, name);
        if (slope is > 0 and < 1 && Equals(f, x => x < 0 ? slope * x : x)) return (b, x, name) => b.LeakyRelu(x, (float)slope, name);
        if (middle > 0 && Equals(f, x => Math.Clamp(middle * x + 0.5, 0, 1))) return (b, x, name) => b.HardSigmoid(x, (float)middle, name);
        if (Factor(f, Gelu) is { } gelu) return (b, x, name) => b.Scaling(b.Gelu(x, name), gelu);
        if (Factor(f, x => x * Sigmoid(x)) is { } silu) return (b, x, name) => b.Scaling(b.Silu(x, name), silu);
        if (Factor(f, HardSwish) is { } swish) return (b, x, name) => b.Scaling(b.HardSwish(x, name), swish);
        if (Factor(f, Math.Tanh) is { } tanh) return (b, x, name) => b.Scaling(b.Tanh(x, name), tanh);
        if (Factor(f, Sigmoid) is { } sigmoid) return (b, x, name) => b.Scaling(b.Sigmoid(x, name), sigmoid);
        if (Factor(f, TanhGelu) is { } approximate) return (b, x, name) => b.Scaling(AddTanhGelu(b, x, name), approximate);
        return null;
    }

    /// <summary>x times the normal distribution.</summary>
    public static double Gelu(double x) => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)));

    /// <summary>The approximation of GELU by a hyperbolic tangent.</summary>
    public static double TanhGelu(double x) => 0.5 * x * (1 + Math.Tanh(RootOfTwoOverPi * (x + 0.044715 * x * x * x)));

    /// <summary>x times the hard sigmoid of slope 1/6.</summary>
    public static double HardSwish(double x) => x * Math.Clamp(x / 6 + 0.5, 0, 1);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The error function by its series, which converges everywhere and is exact enough where the function is not ±1.</summary>
    public static double Erf(double x)
    {
        var t = Math.Abs(x);
        if (!(t < 6)) return double.IsNaN(x) ? x : Math.Sign(x);
        var (term, sum) = (t, t);
        for (var i = 1; term > sum * 1e-17; i++) sum += term *= 2 * t * t / (2 * i + 1);
        return Math.Sign(x) * Math.Min(1, 2 / Math.Sqrt(Math.PI) * Math.Exp(-t * t) * sum);
    }

    /// <summary><c>½·x + ½·x·tanh(√(2/π)·(x + 0.044715·x³))</c>.</summary>
    private static Node AddTanhGelu(NetworkBuilder b, Node x, string name)
    {
        var cube = b.Scaling(b.Multiply(x, b.Multiply(x, x)), 0.044715f);
        var gate = b.Tanh(b.Scaling(b.Sum([x, cube]), (float)RootOfTwoOverPi));
        return b.Scaling(b.Sum([x, b.Multiply(x, gate)]), 0.5f, name);
    }

    private static bool Equals(Func<double, double> f, Func<double, double> known) => Array.TrueForAll(Points, x => Math.Abs(f(x) - known(x)) <= Tolerance * Math.Max(1, Math.Abs(known(x))));

    /// <summary>The factor of a known function; null where it is another function.</summary>
    private static float? Factor(Func<double, double> f, Func<double, double> known)
    {
        var factor = f(1) / known(1);
        if (Math.Abs(factor - 1) < Tolerance) factor = 1;
        return factor > 0 && double.IsFinite(factor) && Equals(x => f(x) / factor, known) ? (float)factor : null;
    }
}

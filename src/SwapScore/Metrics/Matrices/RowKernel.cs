using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SwapScore.Metrics.Matrices;

/// <summary>
/// Arithmetic on rows of doubles. Every result is the same bits on every machine: products and sums are rounded one by one, never fused, and sums run in
/// eight chains (element i in chain i mod 8), which join as ((0+1)+(2+3))+((4+5)+(6+7)).
/// </summary>
internal static class RowKernel
{
    /// <summary>Chains of a sum: the lanes of the widest vector.</summary>
    public const int Chains = 8;

    /// <summary>The sum of the products of two rows.</summary>
    /// <param name="first"><c>[i]</c>.</param>
    /// <param name="second"><c>[i]</c>, as many.</param>
    public static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var sums = Vector512<double>.Zero;
        var whole = first.Length / Chains * Chains;
        for (var i = 0; i < whole; i += Chains)
            sums += Load(first, i) * Load(second, i);
        Span<double> chains = stackalloc double[Chains];
        sums.CopyTo(chains);
        for (var i = whole; i < first.Length; i++)
            chains[i - whole] += first[i] * second[i];
        return Join(chains);
    }

    /// <summary>The sum of a row.</summary>
    /// <param name="row"><c>[i]</c>.</param>
    public static double Sum(ReadOnlySpan<double> row)
    {
        var sums = Vector512<double>.Zero;
        var whole = row.Length / Chains * Chains;
        for (var i = 0; i < whole; i += Chains)
            sums += Load(row, i);
        Span<double> chains = stackalloc double[Chains];
        sums.CopyTo(chains);
        for (var i = whole; i < row.Length; i++)
            chains[i - whole] += row[i];
        return Join(chains);
    }

    /// <summary>Takes the mean from every value, and divides by the length that is left; a row that does not vary, or holds what is no number, becomes 0.</summary>
    /// <param name="row"><c>[i]</c>.</param>
    public static void Standardize(Span<double> row)
    {
        var whole = row.Length / Chains * Chains;
        var mean = Sum(row) / row.Length;
        for (var i = 0; i < whole; i += Chains)
            (Load(row, i) - Vector512.Create(mean)).CopyTo(row[i..]);
        for (var i = whole; i < row.Length; i++)
            row[i] -= mean;
        var length = Math.Sqrt(Dot(row, row));
        if (!(length > 0 && double.IsFinite(length)))
        {
            row.Clear();
            return;
        }

        for (var i = 0; i < whole; i += Chains)
            (Load(row, i) / Vector512.Create(length)).CopyTo(row[i..]);
        for (var i = whole; i < row.Length; i++)
            row[i] /= length;
    }

    /// <summary><c>target[i] += source[i] · factor</c>.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var whole = target.Length / Chains * Chains;
        for (var i = 0; i < whole; i += Chains)
            (Load(target, i) + Load(source, i) * factor).CopyTo(target[i..]);
        for (var i = whole; i < target.Length; i++)
            target[i] += source[i] * factor;
    }

    /// <summary>
    /// One row of a symmetric update of rank two: <c>target[i] −= 2 · (firstFactor · first[i] + secondFactor · second[i])</c>.
    /// </summary>
    public static void SubtractTwice(
        Span<double> target, double firstFactor, ReadOnlySpan<double> first, double secondFactor, ReadOnlySpan<double> second)
    {
        var whole = target.Length / Chains * Chains;
        for (var i = 0; i < whole; i += Chains)
            (Load(target, i) - 2 * (Load(first, i) * firstFactor + Load(second, i) * secondFactor)).CopyTo(target[i..]);
        for (var i = whole; i < target.Length; i++)
            target[i] -= 2 * (firstFactor * first[i] + secondFactor * second[i]);
    }

    /// <summary><see cref="Dot"/>, written like its definition.</summary>
    public static double DotReference(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Span<double> chains = stackalloc double[Chains];
        for (var i = 0; i < first.Length; i++)
            chains[i % Chains] += first[i] * second[i];
        return Join(chains);
    }

    private static double Join(ReadOnlySpan<double> chains) =>
        chains[0] + chains[1] + (chains[2] + chains[3]) + (chains[4] + chains[5] + (chains[6] + chains[7]));

    private static Vector512<double> Load(ReadOnlySpan<double> row, int at) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)at);
}

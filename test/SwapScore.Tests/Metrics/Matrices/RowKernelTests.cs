using SwapScore.Metrics.Matrices;
using SwapScore.Randomness;

namespace SwapScore.Tests.Metrics.Matrices;

public sealed class RowKernelTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 35), 63, 64, 65, 1023, 1024, 1025];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Kernels_AnyLength_HaveTheBitsOfTheirDefinition(int length)
    {
        var (a, b, c) = (Row(length, 1), Row(length, 2), Row(length, 3));
        Assert.Equal(Bits(RowKernel.DotReference(a, b)), Bits(RowKernel.Dot(a, b)));

        Assert.Equal(Bits(RowKernel.DotReference(a, [.. a.Select(_ => 1.0)])), Bits(RowKernel.Sum(a)));

        var sums = (double[])c.Clone();
        RowKernel.AddScaled(sums, a, 0.3);
        Assert.Equal([.. c.Select((value, i) => value + a[i] * 0.3)], sums);

        var differences = (double[])c.Clone();
        RowKernel.SubtractTwice(differences, 0.3, a, -0.7, b);
        Assert.Equal([.. c.Select((value, i) => value - 2 * (0.3 * a[i] + -0.7 * b[i]))], differences);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Standardize_AnyLength_HasTheBitsOfItsDefinition(int length)
    {
        var row = Row(length, 4);
        double[] ones = [.. row.Select(_ => 1.0)];
        var mean = RowKernel.DotReference(row, ones) / length;
        double[] centred = [.. row.Select(value => value - mean)];
        var norm = Math.Sqrt(RowKernel.DotReference(centred, centred));
        double[] expected = [.. centred.Select(value => norm > 0 ? value / norm : 0)];

        RowKernel.Standardize(row);
        Assert.Equal(expected.Select(Bits), row.Select(Bits));
    }

    [Theory]
    [InlineData(3.0, 3.0)]
    [InlineData(1.0, double.NaN)]
    [InlineData(1.0, double.PositiveInfinity)]
    public void Standardize_NothingVariesOrIsNoNumber_BecomesZero(double first, double last)
    {
        double[] row = [first, first, last];
        RowKernel.Standardize(row);
        Assert.Equal([0, 0, 0], row);
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static double[] Row(int length, int seed)
    {
        var draw = RandomKey.FromSeed(seed).Draw();
        return [.. Enumerable.Range(0, length).Select(_ => 2 * draw.NextDouble() - 1)];
    }
}

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
        Assert.Equal(BitConverter.DoubleToInt64Bits(RowKernel.DotReference(a, b)), BitConverter.DoubleToInt64Bits(RowKernel.Dot(a, b)));

        var sums = (double[])c.Clone();
        RowKernel.AddScaled(sums, a, 0.3);
        Assert.Equal([.. c.Select((value, i) => value + a[i] * 0.3)], sums);

        var differences = (double[])c.Clone();
        RowKernel.SubtractTwice(differences, 0.3, a, -0.7, b);
        Assert.Equal([.. c.Select((value, i) => value - 2 * (0.3 * a[i] + -0.7 * b[i]))], differences);
    }

    private static double[] Row(int length, int seed)
    {
        var draw = RandomKey.FromSeed(seed).Draw();
        return [.. Enumerable.Range(0, length).Select(_ => 2 * draw.NextDouble() - 1)];
    }
}

using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using SwapScore.Metrics.Matrices;
using SwapScore.Randomness;

namespace SwapScore.Tests.Metrics.Matrices;

public sealed class SymmetricMatrixTests
{
    [Fact]
    public void SmallestEigenvalue_RandomMatrices_IsThatOfMathNet() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 60], Gen.Int[0, 1 << 30]).ForAll(
            (size, rank, seed) =>
            {
                // Sums of outer products: from one eigenvalue apart from 0 to full rank.
                var draw = RandomKey.FromSeed(seed).Draw();
                var half = Matrix<double>.Build.Dense(size, rank, (_, _) => 2 * draw.NextDouble() - 1);
                var matrix = (half * half.Transpose()) - Matrix<double>.Build.DenseIdentity(size).Multiply(draw.NextDouble());
                var expected = matrix.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
                Assert.Equal(expected, SymmetricMatrix.SmallestEigenvalue(matrix.ToRowMajorArray(), size), 1e-10 * Math.Max(1, matrix.L2Norm()));
            },
            cases: 200);

    [Theory]
    [InlineData(1, 3.5)]
    [InlineData(5, 0)]
    public void SmallestEigenvalue_Diagonal_IsTheSmallestEntry(int size, double least)
    {
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
            matrix[i * size + i] = least + i;
        Assert.Equal(least, SymmetricMatrix.SmallestEigenvalue(matrix, size), 1e-12);
    }
}

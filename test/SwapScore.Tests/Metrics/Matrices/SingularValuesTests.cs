using CsCheck;
using SwapScore.Metrics.Matrices;

namespace SwapScore.Tests.Metrics.Matrices;

public sealed class SingularValuesTests
{
    [Fact]
    public void Sum_Diagonal_IsThatOfAbsoluteValues() => Assert.Equal(6, SingularValues.Sum([0, -3, 0, 0, 0, 0, 1, 0, 0, 0, 0, -2], 4), 1e-14);

    [Fact]
    public void Sum_Zeros_IsZero() => Assert.Equal(0, SingularValues.Sum(new double[12], 3), 1e-300);

    [Fact]
    public void Sum_ProductOfVectors_IsTheProductOfTheirLengths() =>
        Gen.Select(Gen.Double[-1, 1].Array[1, 30], Gen.Double[-1, 1].Array[1, 30]).ForAll(
            (u, v) =>
            {
                double[] matrix = [.. u.SelectMany(a => v.Select(b => a * b))];
                var lengths = Math.Sqrt(u.Sum(a => a * a) * v.Sum(b => b * b));
                Assert.Equal(lengths, SingularValues.Sum(matrix, v.Length), 1e-13 * lengths + 1e-300);
            },
            cases: 100);

    [Fact]
    public void Sum_AnyMatrix_IsThatOfTheRootsOfItsGramMatrix() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Double[-1, 1].Array[144]).ForAll(
            (rows, columns, values) =>
            {
                var matrix = values[..(rows * columns)];
                var gram = new double[rows * rows];
                for (var i = 0; i < rows; i++)
                    for (var j = 0; j < rows; j++)
                        gram[i * rows + j] = Enumerable.Range(0, columns).Sum(k => matrix[i * columns + k] * matrix[j * columns + k]);

                // The root of what rounding leaves of a zero is 1e-8 of the largest.
                var expected = SymmetricMatrix.Eigenvalues(gram, rows).Sum(value => Math.Sqrt(Math.Max(0, value)));
                Assert.Equal(expected, SingularValues.Sum(matrix, columns), 1e-5);
            },
            cases: 200);
}

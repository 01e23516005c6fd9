using MathNet.Numerics.LinearAlgebra;
using SwapScore.Metrics.Vkdnw;

namespace SwapScore.Tests.Metrics.Vkdnw;

public sealed class FisherTests
{
    [Fact]
    public void Probabilities_OfOutputs_AreSmoothed()
    {
        var q = OutputCovariance.Probabilities([1, 3, 2]);
        var sum = Math.E + Math.Pow(Math.E, 3) + Math.Pow(Math.E, 2);
        Assert.Equal(0.95 * Math.Pow(Math.E, 3) / sum + 0.05 / 3, q[1], 1e-12);
        Assert.Equal(1, q.Sum(), 1e-12);
    }

    [Theory]
    [InlineData(new[] { 0.2, 0.5, 0.1, 0.2 })]
    [InlineData(new[] { 0.9, 0.1 })]
    public void Cholesky_TimesItself_IsTheCovariance(double[] q)
    {
        var factor = Matrix<double>.Build.DenseOfRowArrays(OutputCovariance.Cholesky(q));
        var covariance = Matrix<double>.Build.Dense(q.Length, q.Length, (i, j) => (i == j ? q[i] : 0) - q[i] * q[j]);
        Assert.Equal(0, (factor * factor.Transpose() - covariance).L2Norm(), 1e-12);
    }

    /// <summary>Eigenvalues 0 to 10: the deciles are the numbers 1 to 9.</summary>
    [Fact]
    public void Entropy_OfADiagonal_IsThatOfItsDeciles()
    {
        var matrix = new double[121];
        for (var i = 0; i < 11; i++)
            matrix[i * 12] = 10 - i;
        var expected = -Enumerable.Range(1, 9).Sum(i => i / 45.0 * Math.Log(i / 45.0));
        Assert.Equal(expected, FisherSpectrum.Entropy(matrix, 11), 1e-8);
    }

    [Fact]
    public void Entropy_OfEqualEigenvalues_IsTheLargest()
    {
        var matrix = new double[25];
        for (var i = 0; i < 5; i++)
            matrix[i * 6] = 3;
        Assert.Equal(Math.Log(9), FisherSpectrum.Entropy(matrix, 5), 1e-8);
    }
}

using CsCheck;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics.Nwot;
using SwapScore.Randomness;
using SwapScore.Spaces.NasBench201;
using SwapScore.Statistics;
using SwapScore.Truth;

namespace SwapScore.Tests.Metrics.Nwot;

public sealed class NwotTests
{
    [Fact]
    public void LogDeterminant_RandomSigns_IsThatOfTheFormula() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 200], Gen.Int[1, 3], Gen.Int[0, 1 << 30]).ForAll(
            (samples, neurons, times, seed) =>
            {
                var draw = RandomKey.FromSeed(seed).Draw();
                var x = new double[samples, neurons];
                var words = (samples + 63) / 64;
                var keys = new ulong[neurons * words];
                for (var n = 0; n < neurons; n++)
                    for (var s = 0; s < samples; s++)
                        if (draw.Next(2) == 1)
                        {
                            x[s, n] = 1;
                            keys[n * words + s / 64] |= 1UL << (s % 64);
                        }

                var agreement = new SampleAgreement(samples);
                agreement.Add(keys, words, times);
                var kernel = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(samples, samples, (i, j) =>
                    times * Enumerable.Range(0, neurons).Sum(n => x[i, n] * x[j, n] + (1 - x[i, n]) * (1 - x[j, n])));
                for (var i = 0; i < samples; i++)
                    for (var j = 0; j < samples; j++)
                        Assert.Equal(kernel[i, j], agreement.Agreements(i, j));

                // Where samples have equal signs, or more samples than independent neurons, the matrix is singular and rounding alone decides.
                if (kernel.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric).EigenValues.Min(value => value.Real) > 1e-3)
                    Assert.Equal(kernel.Cholesky().DeterminantLn, agreement.LogDeterminant(), 1e-6);
            },
            cases: 60);

    [Fact]
    public void LogDeterminant_EqualSamples_IsMinusInfinity()
    {
        var agreement = new SampleAgreement(2);
        agreement.Add([3UL, 0UL, 3UL], 1, 1);
        Assert.Equal(double.NegativeInfinity, agreement.LogDeterminant());
    }

    [Fact(Explicit = true)]
    public async Task Nwot_NasBench201_RanksAsThePublishedValues()
    {
        var space = new NasBench201Space();
        var rows = ZeroCostTruth.Read(TestData.Find("tables/zc_nasbench201.json"), "cifar10").Rows.Where((_, i) => i % 5 == 0).ToArray();
        var batch = DataSource.Load(TestData.Find("cifar10/data_batch_1.bin"), 32);
        var options = new EvaluationOptions { Metrics = ["nwot"], Repeats = 1 };
        var requests = rows.Select(row => new EvaluationRequest(space.Name, row.Architecture, options, batch.Fingerprint)).ToArray();
        var ours = new List<double>();
        await foreach (var result in new LocalEvaluator(batch, Environment.ProcessorCount, [space]).EvaluateAsync(requests))
            ours.Add(result.Metrics["nwot"].Mean);

        // Other weights and another batch: ranks agree, values need not.
        var theirs = Array.ConvertAll(rows, row => row.Published["nwot"]);
        Assert.InRange(Spearman.Compute([.. ours], theirs), 0.95, 1);
    }
}

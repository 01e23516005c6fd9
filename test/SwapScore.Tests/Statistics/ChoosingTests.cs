using CsCheck;
using SwapScore.Statistics;

namespace SwapScore.Tests.Statistics;

/// <summary>What is said of the rows of the highest scores, against all orders that equal scores allow, one after the other.</summary>
public sealed class ChoosingTests
{
    private static readonly Gen<(double Score, double Truth)[]> Rows = Gen.Select(Gen.Int[0, 3].Select(i => (double)i), Gen.Int[1, 5].Select(i => i / 2.0)).Array[1, 6];

    [Fact]
    public void TopChoice_EqualScores_IsTheMeanOverAllOrders() =>
        Gen.Select(Rows, Gen.Int[1, 7]).ForAll((rows, wanted) =>
        {
            var count = Math.Min(wanted, rows.Length);
            var truth = rows.Select(row => row.Truth).ToArray();
            var orders = Orders(rows).ToList();
            double Expected(Func<double[], double> of) => orders.Average(order => of([.. order.Take(count).Select(row => row.Truth)]));

            var threshold = truth.OrderDescending().ElementAt(count - 1);
            var top = TopChoice.Compute(rows.Select(row => row.Score).ToArray(), truth, wanted);
            Assert.Equal(count, top.Count);
            Assert.Equal(Expected(taken => taken.Average()), top.Mean, 1e-12);
            Assert.Equal(Expected(taken => taken.Max()), top.Best, 1e-12);
            Assert.Equal(truth.Max() - Expected(taken => taken.Max()), top.Regret, 1e-12);
            Assert.Equal(Expected(taken => 1 + truth.Count(value => value > taken.Max())), top.Rank, 1e-12);
            Assert.Equal(Expected(taken => taken.Count(value => value >= threshold) / (double)count), top.Precision, 1e-12);
        });

    [Fact]
    public void DiscountedGain_EqualScores_IsTheMeanOverAllOrders() =>
        Gen.Select(Rows, Gen.Int[1, 7]).ForAll((rows, count) =>
        {
            double Gain(IEnumerable<(double Score, double Truth)> order) => order.Take(count).Index().Sum(row => (Math.Pow(2, row.Item.Truth) - 1) / Math.Log2(row.Index + 2));
            var expected = Orders(rows).Average(order => Gain(order)) / Gain(rows.OrderByDescending(row => row.Truth));
            Assert.Equal(expected, DiscountedGain.Compute([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.Truth)], count), 1e-11);
        });

    /// <summary>By hand: gains 7, 3, 1 in the order 3, 7, 1.</summary>
    [Fact]
    public void DiscountedGain_ThreeRows_IsTheFractionMadeByHand()
    {
        var expected = (3 + 7 / Math.Log2(3) + 0.5) / (7 + 3 / Math.Log2(3) + 0.5);
        Assert.Equal(expected, DiscountedGain.Compute([3, 2, 1], [2, 3, 1]), 1e-14);
        Assert.Equal(1, DiscountedGain.Compute([1, 2, 3], [93.2, 93.5, 94.37]), 1e-14);
        Assert.True(double.IsNaN(DiscountedGain.Compute([1, 2], [-3, -2])));
    }

    [Fact]
    public void TopSpearman_Part_IsThatOfTheBestRows() =>
        Gen.Select(Gen.Int[0, 9].Select(i => (double)i), Gen.Int[0, 30].Select(i => (double)i)).Array[5, 60].ForAll(rows =>
        {
            var least = rows.Select(row => row.Item2).OrderDescending().ElementAt((int)Math.Ceiling(0.3 * rows.Length) - 1);
            var best = rows.Where(row => row.Item2 >= least).ToArray();
            Assert.Equal(
                Spearman.Compute(Array.ConvertAll(best, row => row.Item1), Array.ConvertAll(best, row => row.Item2)),
                TopSpearman.Compute(Array.ConvertAll(rows, row => row.Item1), Array.ConvertAll(rows, row => row.Item2), 0.3));
        });

    [Fact]
    public void SizeStrata_Sizes_AreTenthsThatEqualSizesNeverPart() =>
        Gen.Int[0, 15].Select(i => (double)i).Array[1, 60].ForAll(sizes => Assert.Equal(
            sizes.Select(size => 10 * sizes.Count(other => other < size) / sizes.Length), SizeStrata.Find(sizes)));

    [Fact]
    public void SizeStrata_Spearman_IsTheMeanOfThoseWithin() =>
        Gen.Select(Gen.Int[0, 9].Select(i => (double)i), Gen.Int[0, 9].Select(i => (double)i), Gen.Int[0, 9]).Array[1, 60].ForAll(rows =>
        {
            var within =
                from stratum in rows.GroupBy(row => row.Item3)
                let one = Spearman.Compute([.. stratum.Select(row => row.Item1)], [.. stratum.Select(row => row.Item2)])
                where !double.IsNaN(one)
                select (One: one, Count: stratum.Count());
            var expected = within.Sum(one => one.One * one.Count) / within.Sum(one => one.Count);
            Assert.Equal(expected, SizeStrata.Spearman(Array.ConvertAll(rows, row => row.Item1), Array.ConvertAll(rows, row => row.Item2), Array.ConvertAll(rows, row => row.Item3)), 1e-12);
        });

    /// <summary>All permutations in which no row stands before one of a higher score.</summary>
    private static IEnumerable<(double Score, double Truth)[]> Orders((double Score, double Truth)[] rows) =>
        Permutations(rows).Where(order => order.Zip(order.Skip(1)).All(pair => pair.First.Score >= pair.Second.Score));

    private static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length == 0 ? [[]]
        : items.SelectMany((item, i) => Permutations(items.Where((_, j) => j != i).ToArray()).Select(rest => (T[])[item, .. rest]));
}

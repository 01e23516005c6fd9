using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Search.Trainings;
using SwapScore.Spaces.NasBench201;
using SwapScore.Truth;

namespace SwapScore.Tests.Search.Trainings;

public sealed class TrainingSearchTests
{
    private static readonly NasBench201Space Space = new();

    private static readonly Candidate[] Pool =
    [
        .. Enumerable.Range(0, 400).Select(i => Space.Sample(RandomKey.FromSeed(i))).DistinctBy(cell => cell.Canonical)
            .Select((cell, i) => new Candidate(i + 1, cell, [Convolutions(cell.Text), i * 7919 % 101, -Convolutions(cell.Text)], 1, 1)),
    ];

    /// <summary>Two observations by hand: with values ±1, kernel r between them and noise n, the mean at the first is (1 − r) / (1 + n − r).</summary>
    [Theory]
    [InlineData(0.25)]
    [InlineData(0.75)]
    public void GaussianProcess_TwoPoints_IsTheClosedForm(double r)
    {
        const double noise = 0.1;
        var process = new GaussianProcess<int>([0, 1], [51, 49], (a, b) => a == b ? 1 : r, noise);
        var (mean, deviation) = process.At(0);
        Assert.Equal(50 + (1 - r) / (1 + noise - r), mean, tolerance: 1e-12);
        var determinant = (1 + noise) * (1 + noise) - r * r;
        Assert.Equal(1 - ((1 + noise) * (1 + r * r) - 2 * r * r) / determinant, deviation * deviation, tolerance: 1e-12);
    }

    /// <summary>One metric helps, one is noise, one misleads: a dozen trainings find a cell of the most convolutions.</summary>
    [Fact]
    public async Task Search_MetricsThatContradict_FindsWhichOneToFollow()
    {
        var search = await RunAsync(new TrainingOptions { Trainings = 12 }, 0);
        Assert.Equal(12, search.Trainings.Count);
        Assert.Equal(12, search.Trainings.Select(one => one.Candidate).Distinct().Count());
        Assert.Equal(Pool.Max(one => Convolutions(one.Architecture.Text)), search.Best!.Accuracy, tolerance: 0);
    }

    [Fact]
    public async Task Search_SeveralEpochs_TrainsAThirdOfTheBestLonger()
    {
        var search = await RunAsync(new TrainingOptions { Trainings = 10 }, 12, 200);
        Assert.Equal(search.Planned, search.Trainings.Count);
        var longer = search.Trainings.Where(one => one.Epochs == 200).ToList();
        Assert.Equal(4, longer.Count);
        Assert.All(longer, one => Assert.Equal(TrainingChoice.Promotion, one.Choice));
        var least = longer.Min(one => one.Accuracy);
        Assert.Equal(4, search.Trainings.Where(one => one.Epochs == 12).OrderByDescending(one => one.Accuracy).Take(4).Count(one => one.Accuracy >= least));
    }

    [Fact]
    public async Task Search_RememberedTrainings_AreNotMadeAgain()
    {
        var options = new TrainingOptions { Trainings = 12, Seed = 5 };
        var whole = await RunAsync(options, 0);
        var trainer = new CountedTrainer(new TabulatedTrainings(Space, Tables(0)));
        var resumed = new TrainingSearch(Pool, trainer, options);
        foreach (var training in whole.Trainings.Take(7))
            resumed.Remember(training.Candidate.Architecture.Text, training.Epochs, training.Accuracy);
        await foreach (var _ in resumed.RunAsync(TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal(whole.Trainings, resumed.Trainings);
        Assert.Equal(5, trainer.Count);
    }

    [Fact]
    public void Search_NothingInTheTable_IsRefused()
    {
        var table = new TruthTable("one.csv", [new TruthRow(1, Pool[0].Architecture.Text, 90)], [], "0");
        var fault = Assert.Throws<UsageException>(() => new TrainingSearch(
            [.. Pool.Skip(1)], new TabulatedTrainings(Space, new Dictionary<int, TruthTable> { [0] = table }), new TrainingOptions()));
        Assert.Contains("can be trained", fault.Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => new TrainingOptions { Trainings = 0, Exploration = 2, Reduction = 1 }.Validated());
    }

    private static async Task<TrainingSearch> RunAsync(TrainingOptions options, params int[] epochs)
    {
        var search = new TrainingSearch(Pool, new TabulatedTrainings(Space, Tables(epochs)), options);
        await foreach (var _ in search.RunAsync(TestContext.Current.CancellationToken))
        {
        }

        return search;
    }

    private static Dictionary<int, TruthTable> Tables(params int[] epochs) => epochs.ToDictionary(count => count, count => new TruthTable(
        "toy.csv", [.. Pool.Select((one, i) => new TruthRow(i + 1, one.Architecture.Text, Convolutions(one.Architecture.Text)))], [], "0"));

    private static int Convolutions(string cell) => cell.Split("nor_conv_3x3").Length - 1;

    private sealed class CountedTrainer(IArchitectureTrainer inner) : IArchitectureTrainer
    {
        public int Count { get; private set; }

        public string Description => inner.Description;

        public SwapScore.Values.ValueList<int> Epochs => inner.Epochs;

        public bool CanTrain(SwapScore.Spaces.IArchitecture architecture) => inner.CanTrain(architecture);

        public Task<double> TrainAsync(SwapScore.Spaces.IArchitecture architecture, int epochs, CancellationToken cancellation)
        {
            Count++;
            return inner.TrainAsync(architecture, epochs, cancellation);
        }
    }
}

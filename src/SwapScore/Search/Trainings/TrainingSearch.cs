using System.Runtime.CompilerServices;
using SwapScore.Randomness;

namespace SwapScore.Search.Trainings;

/// <summary>
/// Spends a few trainings on candidates that have been scored: scores propose, trainings decide. What is trained depends on the candidates, the
/// options and the accuracies alone.
/// </summary>
/// <remarks>
/// <para>
/// Each candidate has several scores. A weighting of them ranks all candidates; its value is the accuracy of its best-ranked one. Weightings
/// are chosen by Bayesian optimization. The rest of the trainings goes to the candidates that a belief of accuracy, learned from ranks and
/// texts of those trained, holds the most promising.
/// </para>
/// <para>
/// Where accuracies can be had after several numbers of epochs, all are trained for the fewest, and one in
/// <see cref="TrainingOptions.Reduction"/> of the best for the next: successive halving.
/// </para>
/// </remarks>
public sealed class TrainingSearch
{
    // Weightings in a row whose best-ranked architecture has been trained: they cost no training, but time.
    private const int MaximumKnown = 50;

    private readonly IReadOnlyList<Candidate> _pool;
    private readonly IArchitectureTrainer _trainer;
    private readonly TrainingOptions _options;
    private readonly Dictionary<(string Architecture, int Epochs), double> _earlier = [];
    private readonly Dictionary<int, double> _accuracies = [];
    private readonly List<Training> _trainings = [];

    /// <summary>Prepares a search.</summary>
    /// <param name="pool">What may be trained, with scores; those that cannot be trained are left out.</param>
    /// <param name="trainer">Trains, or looks accuracies up.</param>
    /// <param name="options">Number of trainings, seed.</param>
    /// <exception cref="UsageException">An option is out of range, or nothing in the pool can be trained.</exception>
    public TrainingSearch(IReadOnlyList<Candidate> pool, IArchitectureTrainer trainer, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(options);
        (_pool, _trainer, _options) = ([.. pool.Where(candidate => trainer.CanTrain(candidate.Architecture))], trainer, options.Validated());
        if (_pool.Count == 0)
            throw new UsageException(
                $"none of the {pool.Count} architectures scored can be trained: {trainer.Description} holds none of them",
                "score more architectures, or give a table that holds them");
    }

    /// <summary>All trainings, in their order.</summary>
    public IReadOnlyList<Training> Trainings => _trainings;

    /// <summary>The best of the longest trainings, the earlier one of equals; null before the first.</summary>
    public Training? Best => _trainings.Count == 0 ? null : Ranked(_trainings.Max(one => one.Epochs))[0];

    /// <summary>Number of trainings that a search of these options makes, longer ones included.</summary>
    public int Planned
    {
        get
        {
            var (trained, sum) = (Math.Min(_options.Trainings, _pool.Count), 0);
            foreach (var _ in _trainer.Epochs)
            {
                sum += trained;
                trained = Promoted(trained);
            }

            return sum;
        }
    }

    /// <summary>Notes an accuracy that an earlier run has found, so that it is not trained again.</summary>
    /// <param name="architecture">The architecture's text.</param>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="accuracy">The accuracy.</param>
    public void Remember(string architecture, int epochs, double accuracy) => _earlier[(architecture, epochs)] = accuracy;

    /// <summary>Makes the trainings and streams them.</summary>
    /// <param name="cancellation">Stops the training in progress.</param>
    /// <exception cref="OperationCanceledException">The search was stopped; all trainings before have been told.</exception>
    public async IAsyncEnumerable<Training> RunAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var weighing = new MetricWeighing(_pool);
        var choice = new WeightChoice(weighing.Metrics, RandomKey.FromSeed(_options.Seed).Derive(RandomPurpose.Search, 2));
        var first = _trainer.Epochs[0];
        var count = Math.Min(_options.Trainings, _pool.Count);
        var tries = weighing.Metrics == 1 ? 1 : (int)Math.Ceiling(_options.Exploration * count);
        var known = 0;
        while (_accuracies.Count < tries && known < MaximumKnown)
        {
            var weights = choice.Next();
            var top = weighing.Best(weights, _ => true)!.Value;
            known = _accuracies.ContainsKey(top) ? known + 1 : 0;
            if (known == 0) yield return await TrainAsync(top, first, TrainingChoice.Weighting, cancellation).ConfigureAwait(false);
            choice.Learn(weights, _accuracies[top]);
        }

        var belief = new CandidateBelief(_pool, weighing);
        while (_accuracies.Count < count)
        {
            var next = belief.Next(_accuracies);
            yield return await TrainAsync(next, first, TrainingChoice.Belief, cancellation).ConfigureAwait(false);
        }

        foreach (var (before, epochs) in _trainer.Epochs.Zip(_trainer.Epochs.Skip(1)))
        {
            var ranked = Ranked(before);
            foreach (var training in ranked.Take(Promoted(ranked.Count)))
                yield return await TrainAsync(training.Candidate, epochs, TrainingChoice.Promotion, cancellation).ConfigureAwait(false);
        }
    }

    private List<Training> Ranked(int epochs) =>
        [.. _trainings.Where(one => one.Epochs == epochs).OrderByDescending(one => one.Accuracy).ThenBy(one => one.Number)];

    private int Promoted(int trained) => (trained + _options.Reduction - 1) / _options.Reduction;

    private async Task<Training> TrainAsync(int index, int epochs, TrainingChoice choice, CancellationToken cancellation)
    {
        var training = await TrainAsync(_pool[index], epochs, choice, cancellation).ConfigureAwait(false);
        _accuracies[index] = training.Accuracy;
        return training;
    }

    private async Task<Training> TrainAsync(Candidate candidate, int epochs, TrainingChoice choice, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var accuracy = _earlier.TryGetValue((candidate.Architecture.Text, epochs), out var earlier)
            ? earlier
            : await _trainer.TrainAsync(candidate.Architecture, epochs, cancellation).ConfigureAwait(false);
        var training = new Training(_trainings.Count + 1, candidate, epochs, accuracy, choice);
        _trainings.Add(training);
        return training;
    }
}

using SwapScore.Spaces;
using SwapScore.Values;

namespace SwapScore.Search.Trainings;

/// <summary>
/// Trains architectures, or looks up what their training reached. <see cref="TabulatedTrainings"/> takes the accuracies of a benchmark;
/// implement it for a training of your own.
/// </summary>
public interface IArchitectureTrainer
{
    /// <summary>In words, for people; part of the configuration, so it names every setting and file.</summary>
    string Description { get; }

    /// <summary>After how many epochs an accuracy can be had, fewest first; at least one. Accuracies of different numbers are not compared.</summary>
    ValueList<int> Epochs { get; }

    /// <summary>Whether an architecture can be trained.</summary>
    /// <param name="architecture">The architecture.</param>
    bool CanTrain(IArchitecture architecture);

    /// <summary>Trains an architecture from its beginning.</summary>
    /// <param name="architecture">An architecture that can be trained.</param>
    /// <param name="epochs">One of <see cref="Epochs"/>.</param>
    /// <param name="cancellation">Stops the training.</param>
    /// <returns>The accuracy that may guide a search, usually of validation, in per cent.</returns>
    Task<double> TrainAsync(IArchitecture architecture, int epochs, CancellationToken cancellation);
}

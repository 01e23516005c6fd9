using System.Globalization;
using SwapScore.Spaces;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Search.Trainings;

/// <summary>Trainings whose accuracies stand in tables of a benchmark, so that the quality of a search can be measured without training.</summary>
public sealed class TabulatedTrainings : IArchitectureTrainer
{
    private readonly ISearchSpace _space;
    private readonly SortedDictionary<int, Dictionary<string, double>> _accuracies = [];

    /// <summary>Reads no file: the tables have been read.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="tables">Tables by the number of epochs after which their accuracies were taken; at least one.</param>
    /// <exception cref="InputException">A table holds no architecture of the space.</exception>
    public TabulatedTrainings(ISearchSpace space, IReadOnlyDictionary<int, TruthTable> tables)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(tables);
        if (tables.Count == 0) throw new UsageException("trainings need one table of accuracies at least");
        _space = space;
        foreach (var (epochs, table) in tables)
        {
            _accuracies[epochs] = Accuracies(table);
            if (_accuracies[epochs].Count == 0) throw new InputException($"{table.Name} holds no architecture of the space {space.Name}");
        }

        Description = string.Join(", ", tables.OrderBy(table => table.Key).Select(table =>
            $"{table.Value.Name} ({table.Value.Fingerprint}){(table.Key > 0 ? string.Create(CultureInfo.InvariantCulture, $" after {table.Key} epochs") : "")}"));
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public ValueList<int> Epochs => [.. _accuracies.Keys];

    /// <inheritdoc/>
    public bool CanTrain(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return _accuracies.Values.All(table => Find(table, architecture) is not null);
    }

    /// <inheritdoc/>
    public Task<double> TrainAsync(IArchitecture architecture, int epochs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return Task.FromResult(Find(_accuracies[epochs], architecture)
            ?? throw new UsageException($"the tables hold no accuracy of {architecture.Text}"));
    }

    /// <summary>Rows by text; a row without a twin also by its canonical form, for candidates that stand for all isomorphic ones.</summary>
    private Dictionary<string, double> Accuracies(TruthTable table)
    {
        var accuracies = new Dictionary<string, double>();
        foreach (var row in table.Rows)
        {
            try
            {
                var architecture = _space.Parse(row.Architecture);
                accuracies[architecture.Text] = row.Value;
                accuracies.TryAdd(architecture.Canonical, row.Value);
            }
            catch (UsageException)
            {
                // Studies report rows that cannot be read; a search does not need them.
            }
        }

        return accuracies;
    }

    private static double? Find(Dictionary<string, double> accuracies, IArchitecture architecture) =>
        accuracies.TryGetValue(architecture.Text, out var exact) ? exact
        : accuracies.TryGetValue(architecture.Canonical, out var twin) ? twin : null;
}

using SwapScore.Data;
using SwapScore.Search.Trainings;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Search.Trainings;

namespace SwapScore.Cli.Options;

/// <summary><c>--trainings</c> and what goes with it: a search that trains a few of what it has scored, or looks their accuracies up.</summary>
internal sealed class TrainingsOptions
{
    private const double Validation = 0.1;

    private readonly Option<int?> _trainings = ParsedOption.OptionalCount(
        "--trainings", "Train N of the architectures scored, on images with classes in --data, and choose by their accuracy; default: none", 10_000);
    private readonly Option<string?> _oracle = ParsedOption.Text(
        "--oracle", "TABLE", "Table of the accuracies of the space that takes the place of training, to measure what --trainings is worth");
    private readonly Option<int[]> _epochs = ParsedOption.Counts(
        "--epochs", "Passes over the images; of several numbers, the best third of the networks is trained for the next; default: that of the preset");
    private readonly LearningOptions _learning = new();

    /// <summary>The options of a search that can train.</summary>
    public IReadOnlyList<Option> All => [_trainings, .. OfTraining];

    private IReadOnlyList<Option> OfTraining => [_oracle, _epochs, .. _learning.OfNetworks];

    /// <summary>Whether the command line asks for trainings.</summary>
    /// <exception cref="UsageException">It does not, but an option of trainings is given.</exception>
    public bool IsGiven(ParseResult parsed)
    {
        if (parsed.GetValue(_trainings) is not null) return true;
        if (parsed.FindGiven(OfTraining) is { } alone)
            throw new UsageException($"{alone.Name} cannot be used without --trainings", "say how many networks may be trained with --trainings N");
        return false;
    }

    /// <summary>A search as typed, with its trainings.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="shared">The options that several commands have.</param>
    /// <param name="search">The search.</param>
    /// <exception cref="UsageException">There is nothing to train on, or an option would be ignored.</exception>
    public FewTrainingsOptions Read(ParseResult parsed, SharedOptions shared, SearchSessionOptions search)
    {
        var options = new FewTrainingsOptions(search)
        {
            Trainings = new TrainingOptions { Trainings = parsed.GetValue(_trainings)!.Value, Seed = search.Search.Seed },
            Oracle = parsed.GetValue(_oracle),
            Device = search.Evaluation.Device,
        };
        if (options.Oracle is not null)
        {
            return parsed.FindGiven(OfTraining.Skip(1)) is { } ignored
                ? throw new UsageException($"{ignored.Name} cannot be used with --oracle", "a table takes the place of training; leave one of them out")
                : options;
        }

        var data = parsed.GetRequiredValue(shared.Data);
        if (data is DataSource.BuiltIn or DataSource.GaussianNoise)
            throw new UsageException($"--trainings cannot train on {data}, which has no classes", "give images with classes with --data PATH, or a table of accuracies with --oracle TABLE");
        var epochs = parsed.GetValue(_epochs) ?? [];
        var source = _learning.ReadSource(parsed, shared, data);
        return options with
        {
            Source = source with { Validation = source.Validation ?? Validation },
            Protocol = _learning.ReadProtocol(parsed),
            Epochs = epochs,
        };
    }
}

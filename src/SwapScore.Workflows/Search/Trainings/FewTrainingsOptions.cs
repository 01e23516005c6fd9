using SwapScore.Evaluation;
using SwapScore.Search.Trainings;
using SwapScore.Torch.Training;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Training;

namespace SwapScore.Workflows.Search.Trainings;

/// <summary>A search whose candidates are trained, a few of them: scores propose, trainings decide.</summary>
/// <param name="Search">The search that makes and scores the candidates. Its folder holds the trainings too; its threads train.</param>
public sealed record FewTrainingsOptions(SearchSessionOptions Search)
{
    /// <summary>The metrics a search takes that names none: of kinds as different as possible, so that trainings can decide which of them to follow.</summary>
    public static ValueList<string> StandardMetrics { get; } =
        ["swap-plus", "swap", "independence", "own-patterns", "nwot", "l2-norm", "live-flops", "live-parameters", "depth"];

    /// <summary>How many trainings there are, how they are spent, and the seed of trainings. Default: those of <see cref="TrainingOptions"/>.</summary>
    public TrainingOptions Trainings { get; init; } = new();

    /// <summary>Path of a table of accuracies that takes the place of training; null to train. Default: null.</summary>
    public string? Oracle { get; init; }

    /// <summary>The images networks learn from and are judged by; null where a table takes the place of training. Default: null.</summary>
    public TrainingSource? Source { get; init; }

    /// <summary>How the networks are trained. Default: <see cref="TrainingProtocol.Quick"/>.</summary>
    public TrainingProtocol Protocol { get; init; } = TrainingProtocol.Quick;

    /// <summary>
    /// Numbers of epochs, ascending: all are trained for the first, one in <see cref="TrainingOptions.Reduction"/> of the best for the next. Empty for those of the
    /// protocol. Default: empty.
    /// </summary>
    public ValueList<int> Epochs { get; init; } = [];

    /// <summary>Where the networks are trained. Default: the processor.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public FewTrainingsOptions Validated()
    {
        OptionsCheck.Require(
            ((Oracle is null) != (Source is null), "trainings need images, or a table of accuracies that takes their place, and not both"),
            (Oracle is null || Epochs.Count == 0, "a table of accuracies is not trained for epochs"),
            (Epochs.All(epochs => epochs is >= 1 and <= 10_000), "epochs are 1 … 10000"),
            (Epochs.Zip(Epochs.Skip(1)).All(pair => pair.First < pair.Second), $"epochs must ascend, not {string.Join(", ", Epochs)}"));
        return this with { Search = Search.Validated(), Trainings = Trainings.Validated(), Protocol = Protocol.Validated(), Source = Source?.Validated() };
    }
}

using SwapScore.Randomness;
using SwapScore.Search.Trainings;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Training;

namespace SwapScore.Workflows.Search.Trainings;

/// <summary>Trains networks of a search, each once: what is trained stands in tables of the run folder, which studies can read too.</summary>
internal sealed class NetworkTrainer : IArchitectureTrainer, IDisposable
{
    private const string FolderName = "trainings";

    private readonly FewTrainingsOptions _options;
    private readonly TrainingData _data;
    private readonly IProgress<Note>? _notes;
    private readonly RunFolder? _run;
    private readonly TrainingSeries _series;
    private readonly Dictionary<int, OwnTruthTable> _tables = [];

    private NetworkTrainer(FewTrainingsOptions options, TrainingData data, IProgress<Note>? notes)
    {
        (_options, _data, _notes) = (options, data, notes);
        if (options.Search.Folder is not { } parent)
        {
            _series = Series(options, data, null, isNew: true);
            return;
        }

        var folder = Path.Combine(parent, FolderName);
        _run = RunFolder.Open(folder);
        try
        {
            var configuration = FewTrainingsDocuments.OfTrainings(options, data);
            var start = _run.Compare(configuration, options.Search.Start, "search");
            foreach (var epochs in Epochs)
                _tables[epochs] = OwnTruthTable.Open(folder, start, FormattableString.Invariant($"{epochs}-epochs.csv"));
            if (start == RunStart.Replace) _run.WriteConfiguration(configuration);
            _series = Series(options, data, Path.Combine(folder, "running"), isNew: start == RunStart.Replace);
        }
        catch
        {
            _run.Dispose();
            throw;
        }
    }

    /// <summary>Is told after every step of a training, on the thread that trains.</summary>
    public Action<TrainingProgress>? Reported { get; set; }

    /// <summary>Number of trainings that an earlier run has made.</summary>
    public int Restored => _tables.Values.Sum(table => table.Rows.Count);

    /// <inheritdoc/>
    public string Description => $"{_options.Protocol.Name} on {_data.TrainingCount} images ({_data.Fingerprint})";

    /// <inheritdoc/>
    public ValueList<int> Epochs => _options.Epochs.Count > 0 ? _options.Epochs : [_options.Protocol.Epochs];

    /// <summary>Opens the trainings of a run folder; those of the same search are kept.</summary>
    /// <param name="options">How they are made.</param>
    /// <param name="data">The images.</param>
    /// <param name="notes">Is told what cannot be trained.</param>
    /// <exception cref="SwapScoreException">The folder holds trainings of other settings, or is damaged.</exception>
    public static NetworkTrainer Open(FewTrainingsOptions options, TrainingData data, IProgress<Note>? notes) => new(options, data, notes);

    /// <summary>Makes sure that networks of the space can be trained on images, before anything is scored.</summary>
    /// <param name="options">How they are to be trained.</param>
    /// <param name="data">The images.</param>
    /// <exception cref="SwapScoreException">They cannot.</exception>
    public static void Require(FewTrainingsOptions options, TrainingData data) =>
        Series(options, data, null, isNew: true).Require(options.Search.Space.Sample(RandomKey.FromSeed(0)), options.Protocol);

    /// <inheritdoc/>
    public bool CanTrain(IArchitecture architecture) => true;

    /// <inheritdoc/>
    public Task<double> TrainAsync(IArchitecture architecture, int epochs, CancellationToken cancellation) =>
        Task.Run(() => Train(architecture, epochs, cancellation), CancellationToken.None);

    /// <summary>Lets others have the folder.</summary>
    public void Dispose() => _run?.Dispose();

    private static TrainingSeries Series(FewTrainingsOptions options, TrainingData data, string? folder, bool isNew) => new(options.Search.Space, data)
    {
        Seed = options.Trainings.Seed,
        Device = options.Device,
        Threads = options.Search.Threads,
        Folder = folder,
        IsNew = isNew,
    };

    private double Train(IArchitecture architecture, int epochs, CancellationToken cancellation)
    {
        var table = _tables.GetValueOrDefault(epochs);
        if (table?.Find(architecture) is { } known) return known;
        var accuracy = Measure(architecture, epochs, cancellation);
        table?.Add(architecture, accuracy);
        return accuracy;
    }

    /// <summary>A network whose loss becomes NaN has learned nothing: it is as good as chance.</summary>
    private double Measure(IArchitecture architecture, int epochs, CancellationToken cancellation)
    {
        try
        {
            return _series.Train(architecture, _options.Protocol with { Epochs = epochs }, step => Reported?.Invoke(step), cancellation);
        }
        catch (SwapScoreException fault) when (fault.Kind is FaultKind.Numeric)
        {
            _notes.Warn($"{architecture.Text} counts as good as chance: {fault.Message}");
            return 100.0 / _data.Classes.Count;
        }
    }
}

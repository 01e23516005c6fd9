using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SwapScore.Storage;

namespace SwapScore.Torch.Training;

/// <summary>The folder of a training: <c>config.json</c>, <c>log.csv</c>, the checkpoint of the last epoch, the weights of the best one and of the end.</summary>
internal sealed class TrainingFolder : IDisposable
{
    private const string LastName = "last.safetensors";
    private const string BestName = "best.safetensors";
    private const string WeightsName = "weights.safetensors";
    private const string LogName = "log.csv";

    private readonly string _path;
    private readonly RunFolder _run;
    private readonly string _configuration;
    private readonly bool _repairs;

    private TrainingFolder(string path, RunFolder run, string configuration, bool repairs) => (_path, _run, _configuration, _repairs) = (path, run, configuration, repairs);

    /// <summary>The weights that a training has left in its folder: those of its end, else those of its best epoch.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InputException">No epoch is done.</exception>
    public static string WeightsOf(string path) => ((string[])[WeightsName, BestName]).Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists)
        ?? throw new InputException($"{path} holds no weights: no epoch of its training is done", "go on with the training");

    /// <summary>Opens a folder, before any work is done.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="configuration">Everything the result depends on.</param>
    /// <param name="start">What to do with an earlier training.</param>
    /// <exception cref="UsageException">There is a training and the start is a new one, it is another training, or the folder cannot be written to.</exception>
    public static TrainingFolder Open(string path, JsonObject configuration, RunStart start)
    {
        var run = RunFolder.Open(path);
        try
        {
            if (run.Compare(configuration, start, "training") == RunStart.Replace)
            {
                foreach (var name in (string[])[LastName, BestName, WeightsName, LogName]) File.Delete(Path.Combine(path, name));
                run.WriteConfiguration(configuration);
            }

            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonText.Document(configuration))));
            return new TrainingFolder(path, run, digest, start == RunStart.Repair);
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Puts a training where it was; at its beginning where no epoch was finished, or where what is kept is damaged and is to be repaired.</summary>
    /// <returns>The epochs that are done.</returns>
    /// <exception cref="InputException">A file is damaged, or of another training.</exception>
    public IReadOnlyList<TrainingEpoch> Restore(TrainingLoop loop)
    {
        if (!File.Exists(At(LastName))) return [];
        try
        {
            var (checkpoint, count) = Checkpoint.Read(At(LastName), _configuration);
            var epochs = TrainingLog.Read(At(LogName), count);
            Checkpoint.Restore(checkpoint, At(LastName), loop);
            return epochs;
        }
        catch (InputException) when (_repairs)
        {
            return [];
        }
    }

    /// <summary>Keeps what an epoch brought. The log comes before the checkpoint: rows that are too many are left out, those that are missing cannot be made again.</summary>
    /// <param name="loop">The training after the epoch.</param>
    /// <param name="epochs">All epochs that are done.</param>
    /// <param name="isBest">Whether no epoch before was as good.</param>
    /// <exception cref="OutputException">A file cannot be written; what was kept before is as it was.</exception>
    public void Keep(TrainingLoop loop, IReadOnlyList<TrainingEpoch> epochs, bool isBest)
    {
        TrainingLog.Write(At(LogName), epochs);
        if (isBest) Checkpoint.WriteWeights(At(BestName), loop.State, epochs.Count, _configuration);
        Checkpoint.Write(At(LastName), loop, epochs.Count, _configuration);
    }

    /// <summary>Writes the weights of the end.</summary>
    public void Finish(TrainingLoop loop, int epochs) => Checkpoint.WriteWeights(At(WeightsName), loop.State, epochs, _configuration);

    /// <summary>Lets others have the folder.</summary>
    public void Dispose() => _run.Dispose();

    private string At(string name) => Path.Combine(_path, name);
}

using System.Globalization;
using static TorchSharp.torch;

namespace SwapScore.Torch.Training;

/// <summary>The state of a training after an epoch, in a file: everything the next epoch depends on.</summary>
internal static class Checkpoint
{
    private const string EpochFact = "epoch";
    private const string ConfigurationFact = "configuration";

    /// <summary>Writes what a network has learned, and how its parameters move.</summary>
    /// <param name="path">The file; replaced as a whole.</param>
    /// <param name="loop">The training.</param>
    /// <param name="epoch">Epochs that are done.</param>
    /// <param name="configuration">Digest of the configuration.</param>
    /// <exception cref="OutputException">The file cannot be written; it is as it was.</exception>
    public static void Write(string path, TrainingLoop loop, int epoch, string configuration)
    {
        var optimizer =
            from kept in loop.Optimizer.State
            from pair in loop.State.Parameters.Zip(kept.Value)
            where pair.Second is not null
            select Stored($"{kept.Key}.{pair.First.Name}", pair.Second);
        Write(path, [.. TensorsOf(loop.State), .. optimizer], epoch, configuration);
    }

    /// <summary>Writes what a network has learned, for use.</summary>
    /// <param name="path">The file; replaced as a whole.</param>
    /// <param name="state">The network.</param>
    /// <param name="epoch">Epochs that are done.</param>
    /// <param name="configuration">Digest of the configuration.</param>
    /// <exception cref="OutputException">The file cannot be written; it is as it was.</exception>
    public static void WriteWeights(string path, NetworkState state, int epoch, string configuration) => Write(path, [.. TensorsOf(state)], epoch, configuration);

    /// <summary>Reads a file without changing anything.</summary>
    /// <param name="path">The file.</param>
    /// <param name="configuration">Digest of the configuration.</param>
    /// <returns>The file, and epochs that are done.</returns>
    /// <exception cref="InputException">The file is damaged, or of another training.</exception>
    public static (TensorFile File, int Epochs) Read(string path, string configuration)
    {
        var file = TensorFile.Read(path);
        return file.Facts.GetValueOrDefault(ConfigurationFact) == configuration
            ? (file, int.Parse(file.Facts[EpochFact], CultureInfo.InvariantCulture))
            : throw new InputException($"{path} is of another training than the folder's config.json", Remedy.StartAgain());
    }

    /// <summary>Puts a training where it was.</summary>
    /// <param name="file">A checkpoint of the training.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="loop">The training.</param>
    public static void Restore(TensorFile file, string path, TrainingLoop loop)
    {
        using var scope = NewDisposeScope();
        Load(file, path, loop.State);
        foreach (var kept in loop.Optimizer.State.Keys)
            loop.Optimizer.Restore(kept, [.. loop.State.Parameters.Select(parameter =>
            {
                var name = $"{kept}.{parameter.Name}";
                return file.Holds(name) ? tensor(file.Values(name, parameter.Values.numel(), path), parameter.Values.shape, ScalarType.Float32, parameter.Values.device) : null;
            })]);
    }

    /// <summary>Puts what a network has learned into it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">The network.</param>
    /// <exception cref="InputException">The file is damaged, or of another network.</exception>
    public static void ReadWeights(string path, NetworkState state) => Load(TensorFile.Read(path), path, state);

    private static void Load(TensorFile file, string path, NetworkState state)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        foreach (var one in state.Tensors)
            one.Values.copy_(tensor(file.Values(one.Name, one.Values.numel(), path), one.Values.shape, ScalarType.Float32, one.Values.device));
    }

    private static IEnumerable<(string Name, long[] Shape, float[] Values)> TensorsOf(NetworkState state) => state.Tensors.Select(tensor => Stored(tensor.Name, tensor.Values));

    private static (string Name, long[] Shape, float[] Values) Stored(string name, Tensor values)
    {
        using var copy = values.detach().cpu();
        return (name, values.shape, copy.data<float>().ToArray());
    }

    private static void Write(string path, IReadOnlyList<(string, long[], float[])> tensors, int epoch, string configuration) => TensorFile.Write(
        path, tensors, new Dictionary<string, string> { [EpochFact] = epoch.ToString(CultureInfo.InvariantCulture), [ConfigurationFact] = configuration });
}

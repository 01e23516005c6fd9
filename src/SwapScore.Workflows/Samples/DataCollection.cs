using SwapScore.Data;
using SwapScore.Readers.Images;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Samples;

/// <summary>Finds the images of a task in a folder that holds several data sets.</summary>
/// <param name="folder">The folder; null, or a folder that is not there, where there are none.</param>
internal sealed class DataCollection(string? folder)
{
    // No batches of it are published: it is photographs.
    private const string ImageNet = "imagenet";

    // Which data set a folder holds is in its file: read once, whatever the number of tasks.
    private readonly Dictionary<string, string> _names = [];

    /// <summary>
    /// The value of <c>--data</c> for a task: its own data set if it is there, photographs or texts for tasks on those, else what is built in.
    /// </summary>
    public string For(SpaceTask task) => task.Preparation switch
    {
        ImagePreparation.OfDataSet => DataSet(task) ?? (task.Name == ImageNet ? Photographs() : null),
        ImagePreparation.Tokens => Files("*.jsonl").FirstOrDefault(),
        _ => Photographs(),
    } ?? DataSource.BuiltIn;

    /// <summary>The vocabulary beside the texts; null where there is none.</summary>
    public string? Vocabulary => Files("vocab.txt").FirstOrDefault();

    // The task ImageNet16-120 has a subset of the data set imagenet16.
    private string? DataSet(SpaceTask task) => Folders().FirstOrDefault(inner => DataSource.HoldsPublished(inner)
        && NameOf(inner).Equals(task.Name.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    private string NameOf(string inner) =>
        _names.TryGetValue(inner, out var name) ? name : _names[inner] = DataSource.Read(inner).Normalization.Name;

    private string? Photographs() => Folders().FirstOrDefault(inner => !DataSource.HoldsPublished(inner) && ImageFolder.Count(inner) > 0);

    private IEnumerable<string> Files(string pattern) =>
        Folders().SelectMany(inner => Directory.EnumerateFiles(inner, pattern).Order(StringComparer.Ordinal));

    private IEnumerable<string> Folders() =>
        !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Append(folder);
}

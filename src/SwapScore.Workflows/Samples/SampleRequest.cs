using SwapScore.Data;
using SwapScore.Data.Published;
using SwapScore.Data.Text;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Samples;

/// <summary>Which samples networks are scored on, by name.</summary>
/// <param name="Data">A built-in set (<c>natural32</c>, <c>noise</c>), or a file or folder of images or texts.</param>
/// <param name="Count">Number of samples, at least 1.</param>
/// <param name="Side">Side of the images in pixels; null keeps the size of data sets and makes photographs 256×256.</param>
/// <param name="Task">The task that prepares the samples.</param>
public sealed record SampleRequest(string Data, int Count, int? Side, SpaceTask Task)
{
    /// <summary>The first 16 built-in images or texts.</summary>
    /// <param name="task">The task that prepares them.</param>
    public static SampleRequest BuiltIn(SpaceTask task) => new(DataSource.BuiltIn, 16, null, task);

    /// <summary>Path of a vocabulary of WordPiece tokens, for texts; null for the hashing tokenizer. Default: null.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>The field of JSON objects, or the column of a table, that holds the texts. Default: <c>text</c>.</summary>
    public string TextField { get; init; } = TokenBatch.DefaultField;

    /// <summary>Whether classes are drawn at random, whatever the data say. Default: false.</summary>
    public bool HasRandomLabels { get; init; }

    /// <summary>Most tokens of a text. Default: 128.</summary>
    public int SequenceLength { get; init; } = 128;

    /// <summary>Seed of noise. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The same number of samples of the data set that the task is about, where a folder of published data holds it; else these.</summary>
    /// <param name="data">The folder.</param>
    public SampleRequest FoundIn(DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!Directory.Exists(data.Path)) return this;
        var collection = new DataCollection(data.Path);
        return this with { Data = collection.For(Task), Vocabulary = Vocabulary ?? collection.Vocabulary };
    }
}

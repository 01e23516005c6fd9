using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Readers.Images;
using SwapScore.Readers.Text;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Samples;

/// <summary>Reads samples by name, from whatever holds them: data sets, folders of photographs, texts, noise.</summary>
internal static class SampleReader
{
    // Data sets of at least this side are of photographs.
    private const int SmallestPhotograph = 64;

    /// <summary>Reads the samples of a request.</summary>
    /// <param name="request">The samples that are wanted.</param>
    /// <exception cref="SwapScoreException">They are missing, damaged, too few, or do not suit the task.</exception>
    public static Batch Read(SampleRequest request) =>
        request.Task.Preparation == ImagePreparation.Tokens ? ReadTokens(request) : Images(request);

    private static Batch Images(SampleRequest request)
    {
        var batch = AsTheDataSay(request);
        return request.HasRandomLabels ? batch.WithRandomLabels(request.Task.Outputs) : batch;
    }

    private static Batch AsTheDataSay(SampleRequest request)
    {
        var (data, count, side, task) = request;
        if (data == DataSource.GaussianNoise) return DataSource.Load(data, count, side, request.Seed, new Shape(task.Input.Channels, 32, 32));
        return task.CreateBatch(ReadImages(data, count, side ?? SideOf(data, task), task.LastClass), count);
    }

    /// <summary>
    /// Built-in images take the size that the task's data set has, and so do photographs for a data set of photographs; for tasks with a preparation of their own, all keep
    /// theirs.
    /// </summary>
    private static int? SideOf(string data, SpaceTask task) =>
        task.Preparation == ImagePreparation.OfDataSet && (data == DataSource.BuiltIn || (task.Input.Rows >= SmallestPhotograph && IsFolderOfImages(data))) ? task.Input.Rows : null;

    private static bool IsFolderOfImages(string data) => Directory.Exists(data) && !DataSource.HoldsPublished(data);

    /// <summary>Reads the first images of whatever holds some.</summary>
    /// <param name="data">A built-in set, a file or a folder.</param>
    /// <param name="count">Number of images, at least 1.</param>
    /// <param name="side">Side in pixels; null keeps the size of data sets and makes photographs 256×256.</param>
    /// <param name="lastClass">The last class that is read; null for all.</param>
    /// <exception cref="SwapScoreException">They are missing, damaged or too few.</exception>
    public static ImageSet ReadImages(string data, int count, int? side, int? lastClass = null)
    {
        var isFolderOfImages = IsFolderOfImages(data);
        if (isFolderOfImages && ImageFolder.Count(data) == 0)
            throw new InputException(
                $"{data} holds neither photographs nor a published data set: {ImageFolder.Describe(data)}",
                "give a folder of .jpg, .png and .webp files (or of folders of them), one with a CIFAR or ImageNet16 batch, natural32 or noise");
        return isFolderOfImages
            ? ImageFolder.Read(data, count, side is { } wanted ? new ImageFolderOptions { Side = wanted } : null)
            : DataSource.LoadImages(data, count, side, lastClass);
    }

    /// <summary>Reads the first texts of whatever holds some, as numbers of tokens.</summary>
    /// <param name="request">The texts that are wanted.</param>
    /// <exception cref="SwapScoreException">They are missing, damaged or too few.</exception>
    public static Batch ReadTokens(SampleRequest request)
    {
        var (data, count, length) = (request.Data, request.Count, request.SequenceLength);
        if (data == DataSource.GaussianNoise) return RandomTokens(count, length, request.Seed);
        var isBuiltIn = data == DataSource.BuiltIn;
        if (isBuiltIn && count > TokenBatch.BuiltInPassages.Count)
            throw new UsageException($"{count} passages were asked for, but {TokenBatch.BuiltInPassages.Count} are built in", "give a file with more texts");
        var passages = isBuiltIn ? [.. TokenBatch.BuiltInPassages.Take(count)] : TokenBatch.ReadPassages(data, count, request.TextField);
        var name = isBuiltIn ? "built-in passages" : Path.GetFileName(data);
        if (request.Vocabulary is not { } path)
            return TokenBatch.Hashed(passages, length, name);
        var tokenizer = WordPieceTokenizer.Read(path);
        if (tokenizer.Vocabulary > TokenBatch.BertVocabulary)
            throw new InputException($"the vocabulary {path} has {tokenizer.Vocabulary} tokens, the networks {TokenBatch.BertVocabulary}", "give a vocab.txt of BERT");
        return TokenBatch.Create([.. passages.Select(text => tokenizer.Tokens(text, length))], length, TokenBatch.BertVocabulary, name);
    }

    private static Batch RandomTokens(int count, int length, long seed)
    {
        var draw = RandomKey.FromSeed(seed).Derive(RandomPurpose.Noise, 0).Draw();
        var values = new float[count * length];
        foreach (ref var value in values.AsSpan())
            value = draw.Next(TokenBatch.BertVocabulary);
        return new Batch(new Shape(1, 1, length), values, $"random tokens, {count} × {length}");
    }
}

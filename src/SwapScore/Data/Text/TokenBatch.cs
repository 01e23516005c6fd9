using SwapScore.Networks;

namespace SwapScore.Data.Text;

/// <summary>Batches of token sequences for Transformers: <c>[sample][token]</c>, numbers as values.</summary>
public static class TokenBatch
{
    /// <summary>The number of padding.</summary>
    public const int Padding = 0;

    /// <summary>Size of the vocabulary of BERT, which published encoders use.</summary>
    public const int BertVocabulary = 30_522;

    /// <summary>The field or column of texts where nothing else is said.</summary>
    public const string DefaultField = Passages.DefaultField;

    /// <summary>The built-in passages, 129 in English.</summary>
    public static IReadOnlyList<string> BuiltInPassages => Passages.BuiltIn;

    /// <summary>
    /// Reads the first passages of a file: JSON lines or a JSON list of texts or of objects with a field of texts, tables with tabs and a column of texts,
    /// or plain text with one passage per line. Empty lines are passed over.
    /// </summary>
    /// <param name="path">The file, in UTF-8. Its extension says what it holds, in upper or lower case.</param>
    /// <param name="count">Number of passages, at least 1.</param>
    /// <param name="field">The field of JSON objects, or the column of a table, that holds the texts. Default: <c>text</c>.</param>
    /// <exception cref="InputException">The file is missing, not UTF-8, a line is not what it should be, or a text is empty; the message says where.</exception>
    /// <exception cref="UsageException">The file holds fewer passages.</exception>
    public static IReadOnlyList<string> ReadPassages(string path, int count, string field = DefaultField) => Passages.Read(path, count, field);

    /// <summary>The built-in passages, their words hashed to numbers.</summary>
    /// <param name="length">Most tokens of a text, at least 2.</param>
    /// <param name="count">How many texts, at least 1.</param>
    /// <exception cref="UsageException">There are fewer.</exception>
    public static Batch BuiltIn(int length, int count) => count <= Passages.BuiltIn.Count
        ? Hashed([.. Passages.BuiltIn.Take(count)], length, "built-in passages")
        : throw new UsageException(FormattableString.Invariant($"{count} passages were asked for, but {Passages.BuiltIn.Count} are built in"), "choose a smaller batch, or give samples");

    /// <summary>
    /// Texts without a vocabulary: words, lower case, and single punctuation marks are spread over the numbers of ordinary tokens by a hash (FNV-1a).
    /// </summary>
    /// <param name="texts">The texts; at least one.</param>
    /// <param name="length">Most tokens of a text, at least 2.</param>
    /// <param name="source">Where they come from, for people and result files.</param>
    public static Batch Hashed(IReadOnlyList<string> texts, int length, string source)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Create([.. texts.Select(text => HashingTokenizer.Tokens(text, length))], length, BertVocabulary, $"{source}, hashed words");
    }

    /// <summary>Makes a batch: sequences are cut at the length, and shorter ones padded to the longest.</summary>
    /// <param name="sequences">Token numbers of every sample; at least one sample, none empty.</param>
    /// <param name="length">Most tokens of a sequence, at least 1.</param>
    /// <param name="vocabulary">Number of different tokens; numbers are 0 … vocabulary − 1.</param>
    /// <param name="source">Where they come from, for people and result files.</param>
    /// <exception cref="UsageException">There is no sequence, one is empty, a number is out of range, or the length is less than 1.</exception>
    public static Batch Create(IReadOnlyList<IReadOnlyList<int>> sequences, int length, int vocabulary, string source)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (length < 1) throw new UsageException($"a sequence length of {length} is out of range", "use 1 or more");
        if (sequences.Count == 0) throw new UsageException($"{source} holds no text");
        var columns = Math.Min(length, sequences.Max(sequence => sequence.Count));
        if (sequences.ToList().FindIndex(sequence => sequence.Count == 0) is >= 0 and var empty)
            throw new UsageException($"{source}: passage {empty + 1} holds no token");
        var values = new float[checked(sequences.Count * columns)];
        foreach (var (sample, sequence) in sequences.Index())
            foreach (var (token, number) in sequence.Take(columns).Index())
                values[sample * columns + token] = number >= 0 && number < vocabulary
                    ? number
                    : throw new UsageException($"{source}: token {token + 1} of passage {sample + 1} is {number}, expected 0 … {vocabulary - 1}");
        return new Batch(new Shape(1, 1, columns), values, $"{source}, {sequences.Count} passages of {columns} tokens");
    }
}

using System.Text;

namespace SwapScore.Data.Text;

/// <summary>
/// Token numbers without a vocabulary: words, lower case, and single punctuation marks are spread over the numbers of ordinary tokens by a
/// hash (FNV-1a). Sequences begin with the number of [CLS] and end with that of [SEP], as those of BERT do.
/// </summary>
internal static class HashingTokenizer
{
    private const int Classifier = 101;
    private const int Separator = 102;
    private const int FirstOrdinary = 1000;

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Most tokens, at least 2.</param>
    public static IReadOnlyList<int> Tokens(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        return [Classifier, .. Words(text).Take(length - 2).Select(Number), Separator];
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
                continue;
            }

            if (word.Length > 0) yield return word.ToString();
            word.Clear();
            if (!char.IsWhiteSpace(c)) yield return c.ToString();
        }

        if (word.Length > 0) yield return word.ToString();
    }

    private static int Number(string word)
    {
        var hash = 2_166_136_261;
        foreach (var b in Encoding.UTF8.GetBytes(word))
            hash = unchecked((hash ^ b) * 16_777_619);
        return FirstOrdinary + (int)(hash % (TokenBatch.BertVocabulary - FirstOrdinary));
    }
}

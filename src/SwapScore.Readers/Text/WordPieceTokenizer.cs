using Microsoft.ML.Tokenizers;

namespace SwapScore.Readers.Text;

/// <summary>Tokens of a given vocabulary (one token per line), as BERT and ELECTRA cut texts: lower case, subwords, [CLS] first and [SEP] last.</summary>
public sealed class WordPieceTokenizer
{
    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    private readonly BertTokenizer _tokenizer;

    private WordPieceTokenizer(BertTokenizer tokenizer, int vocabulary) => (_tokenizer, Vocabulary) = (tokenizer, vocabulary);

    /// <summary>Number of different tokens.</summary>
    public int Vocabulary { get; }

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="path">The file, for example <c>vocab.txt</c> of BERT; [PAD] must be its first token.</param>
    /// <exception cref="InputException">The file is missing or unreadable, or a special token is missing.</exception>
    public static WordPieceTokenizer Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var tokens = File.ReadAllLines(path);
            var missing = Special.Except(tokens).ToList();
            if (missing.Count > 0)
                throw new InputException($"the vocabulary {Path.GetFileName(path)} has no {string.Join(", ", missing)}", "give a vocab.txt of BERT: one token per line");
            if (tokens[0] != Special[0])
                throw new InputException($"the vocabulary {Path.GetFileName(path)} begins with '{tokens[0]}', not with [PAD]", "give a vocab.txt of BERT: one token per line");
            return new WordPieceTokenizer(BertTokenizer.Create(path), tokens.Length);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault, "give a vocab.txt of BERT: one token per line");
        }
        catch (ArgumentException fault)
        {
            throw new InputException($"the vocabulary {Path.GetFileName(path)} has two lines with the same token", "give a vocab.txt of BERT: one token per line", fault);
        }
    }

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Most tokens, at least 2.</param>
    public IReadOnlyList<int> Tokens(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);

        // Cut here: the library would keep words whole, while the published code cuts between pieces.
        var pieces = _tokenizer.EncodeToIds(Accents.Remove(text), addSpecialTokens: false);
        return [_tokenizer.ClassificationTokenId, .. pieces.Take(length - 2), _tokenizer.SeparatorTokenId];
    }
}

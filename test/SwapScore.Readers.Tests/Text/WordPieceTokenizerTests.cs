using SwapScore.Readers.Text;
using SwapScore.Tests;

namespace SwapScore.Readers.Tests.Text;

public sealed class WordPieceTokenizerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Tokens_SmallVocabulary_AreWholeWordsThenPieces()
    {
        var tokenizer = WordPieceTokenizer.Read(Write("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##able", "##s", "able", ",", "cafe"));
        Assert.Equal(11, tokenizer.Vocabulary);
        Assert.Equal([2, 5, 6, 7, 9, 8, 1, 10, 3], tokenizer.Tokens("Unables, ABLE xyz café", 20));
        Assert.Equal([2, 5, 6, 3], tokenizer.Tokens("Unables, ABLE", 4));
        Assert.Equal([2, 3], tokenizer.Tokens("", 4));
    }

    [Fact]
    public void Tokens_BertVocabulary_AreThoseOfBert()
    {
        // As published for the uncased vocabulary: "hello world" is 7592 2088, "tokenization" is 19204 3989.
        var tokenizer = WordPieceTokenizer.Read(TestData.Find("text/vocab.txt"));
        Assert.Equal(30_522, tokenizer.Vocabulary);
        Assert.Equal([101, 7592, 2088, 999, 19204, 3989, 102], tokenizer.Tokens("Hello world! Tokenization", 128));
    }

    [Fact]
    public void Read_IncompleteVocabulary_NamesWhatIsMissing()
    {
        Assert.Contains("has no [CLS], [SEP], [MASK]", Assert.Throws<InputException>(() => WordPieceTokenizer.Read(Write("[PAD]", "[UNK]", "a"))).Message, StringComparison.Ordinal);
        Assert.Contains("begins with 'a'", Assert.Throws<InputException>(() => WordPieceTokenizer.Read(Write("a", "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"))).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => WordPieceTokenizer.Read(Path.Combine(_folder, "absent")));
    }

    private string Write(params string[] tokens)
    {
        var path = Path.Combine(_folder, "vocab.txt");
        File.WriteAllLines(path, tokens);
        return path;
    }
}

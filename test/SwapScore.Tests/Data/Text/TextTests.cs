using SwapScore.Data.Text;
using SwapScore.Networks;

namespace SwapScore.Tests.Data.Text;

public sealed class TextTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void BuiltIn_Passages_AreDifferentAndManyEnough()
    {
        Assert.True(Passages.BuiltIn.Count >= 128);
        Assert.Equal(Passages.BuiltIn.Count, Passages.BuiltIn.Distinct().Count());
        Assert.All(Passages.BuiltIn, passage => Assert.InRange(passage.Split(' ').Length, 10, 40));
    }

    [Fact]
    public void Read_JsonLinesAndPlainText_GiveTheFirstPassages()
    {
        Assert.Equal(["One, two.", "Drei"], Passages.Read(Write("a.jsonl", "{\"id\":1,\"text\":\"One, two.\"}\n\n{\"text\":\"Drei\"}\n{broken"), 2));
        Assert.Equal(["first", "second"], Passages.Read(Write("a.txt", "first\n   \n second \nthird"), 2));
    }

    [Theory]
    [InlineData("A.JSONL", "{\"text\":\"One.\"}\n{\"text\":\"Zwei\"}", "text")]
    [InlineData("a.jsonl", "\uFEFF{\"text\":\"One.\"}\n{\"text\":\"Zwei\"}", "text")]
    [InlineData("a.txt", "\uFEFFOne.\r\nZwei\r\n", "text")]
    [InlineData("a.jsonl", "{\"body\":\"One.\",\"text\":\"no\"}\n{\"body\":\"Zwei\"}", "body")]
    [InlineData("a.json", "[{\"text\":\"One.\"},{\"text\":\"Zwei\"}]", "text")]
    [InlineData("a.json", "[\"One.\",\n\"Zwei\"]", "text")]
    [InlineData("a.tsv", "id\ttext\n1\tOne.\n2\tZwei\n", "text")]
    [InlineData("a.TSV", "Body\tid\nOne.\t1\nZwei\t2\n", "body")]
    public void Read_OtherForms_GiveTheSamePassages(string name, string content, string field) =>
        Assert.Equal(["One.", "Zwei"], Passages.Read(Write(name, content), 2, field));

    [Theory]
    [InlineData("a.tsv", "id\tbody\n1\tx\n", "a.tsv has no column text; its columns are id, body")]
    [InlineData("a.tsv", "id\ttext\n1\n", "a.tsv, line 2: the text is empty")]
    [InlineData("a.json", "[\"x\",", "a.json is not JSON")]
    [InlineData("a.json", "[\"x\",{\"body\":1}]", "a.json, entry 2 has no field text; its fields are body")]
    [InlineData("a.jsonl", "{\"text\":\"x\"}\n{\"body\":1}", "a.jsonl, line 2 has no field text")]
    [InlineData("a.jsonl", "{\"text\":\"x\"}\n{\"text\":\"  \"}", "a.jsonl, line 2: the text is empty")]
    [InlineData("a.jsonl", "{\"text\":\"x\"}\nnonsense", "a.jsonl, line 2 is not JSON")]
    [InlineData("a.jsonl", "[1]\n", "entry 1 has no field text")]
    public void Read_BrokenLine_SaysWhere(string name, string content, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Passages.Read(Write(name, content), 2)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.tsv", "id\tbody\n1\tx\n")]
    [InlineData("a.jsonl", "{\"body\":\"x\"}\n")]
    public void Read_TextsUnderAnotherName_CanBeNamed(string name, string content) =>
        Assert.Equal(RemedyKind.NameTextField, Assert.Throws<InputException>(() => Passages.Read(Write(name, content), 1)).Remedy?.Kind);

    [Fact]
    public void Read_InvalidUtf8OrTooFew_SaysSo()
    {
        var path = Path.Combine(_folder, "b.txt");
        File.WriteAllBytes(path, [(byte)'a', (byte)'\n', 0xC3, 0x28, (byte)'\n']);
        Assert.Contains("not valid UTF-8", Assert.Throws<InputException>(() => Passages.Read(path, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("holds 1", Assert.Throws<UsageException>(() => Passages.Read(Write("c.txt", "one"), 2)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Passages.Read(Path.Combine(_folder, "absent.txt"), 1));
    }

    [Fact]
    public void HashingTokenizer_EqualWords_HaveEqualNumbersWhateverTheirCase()
    {
        var tokens = HashingTokenizer.Tokens("The cat, the CAT!", 20);
        Assert.Equal(8, tokens.Count);
        Assert.Equal((101, 102), (tokens[0], tokens[^1]));
        Assert.Equal((tokens[1], tokens[2]), (tokens[4], tokens[5]));
        Assert.All(tokens.Skip(1).SkipLast(1), number => Assert.InRange(number, 1000, TokenBatch.BertVocabulary - 1));
        Assert.Equal([101, tokens[1], 102], HashingTokenizer.Tokens("The cat, the CAT!", 3));

        // The same on every machine: these numbers are part of every score of a Transformer on built-in text.
        Assert.Equal([101, 24330, 102], HashingTokenizer.Tokens("the", 5));
    }

    [Fact]
    public void TokenBatch_IsCutAndPadded()
    {
        var batch = TokenBatch.Create([[1, 2, 3, 4], [5], [6, 7]], 3, 10, "test");
        Assert.Equal(new Shape(1, 1, 3), batch.Shape);
        Assert.Equal([1f, 2, 3, 5, 0, 0, 6, 7, 0], batch.Values.ToArray());
        Assert.Equal(new Shape(1, 1, 2), TokenBatch.Create([[1, 2]], 100, 10, "test").Shape);
    }

    [Fact]
    public void TokenBatch_ImpossibleTokens_AreNamed()
    {
        Assert.Contains("token 2 of passage 1 is 10", Assert.Throws<UsageException>(() => TokenBatch.Create([[1, 10]], 3, 10, "test")).Message, StringComparison.Ordinal);
        Assert.Contains("token 1 of passage 1 is -1", Assert.Throws<UsageException>(() => TokenBatch.Create([[-1]], 3, 10, "test")).Message, StringComparison.Ordinal);
        Assert.Contains("passage 2 holds no token", Assert.Throws<UsageException>(() => TokenBatch.Create([[1], []], 3, 10, "test")).Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => TokenBatch.Create([], 3, 10, "test"));
        Assert.Throws<UsageException>(() => TokenBatch.Create([[1]], 0, 10, "test"));
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}

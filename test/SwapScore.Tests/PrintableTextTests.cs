namespace SwapScore.Tests;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain, Ψ, 網, 🙂\n\tand more", "plain, Ψ, 網, 🙂\n\tand more")]
    [InlineData("\e[2Jgone\r\a", "\\u001b[2Jgone\\u000d\\u0007")]
    [InlineData("\u009b31m\u007f", "\\u009b31m\\u007f")]
    [InlineData("a\u202Eb\u2066c\u2028d", "a\\u202eb\\u2066c\\u2028d")]
    [InlineData("re\u200Blu\u00ADx\U000E0001", "re\\u200blu\\u00adx\\ue0001")]
    [InlineData("joined\u200Dletters", "joined\u200Dletters")]
    public void Of_AnyText_CannotCommandATerminal(string text, string expected) => Assert.Equal(expected, PrintableText.Escape(text));

    /// <summary>No theory: attributes cannot hold half a character.</summary>
    [Fact]
    public void Of_HalfACharacter_IsShown() => Assert.Equal("half \\ud83d!", PrintableText.Escape("half \ud83d!"));

    [Fact]
    public void OnOneLine_Lines_AreJoined() => Assert.Equal("a b c", PrintableText.OnOneLine("a\r\nb\tc"));

    [Fact]
    public void Shortened_LongText_KeepsBeginningAndEnd()
    {
        var text = new string('a', 400) + "expected";
        var shown = PrintableText.Shortened(text, 300);
        Assert.Equal(300, shown.Length);
        Assert.StartsWith("aaa", shown, StringComparison.Ordinal);
        Assert.EndsWith("expected", shown, StringComparison.Ordinal);
        Assert.Equal("short", PrintableText.Shortened("short", 300));
    }

    [Fact]
    public void Shortened_PairsOfSurrogates_AreNotCut() =>
        Assert.Equal(PrintableText.Shortened(string.Concat(Enumerable.Repeat("🙂", 400)), 300), PrintableText.Escape(PrintableText.Shortened(string.Concat(Enumerable.Repeat("🙂", 400)), 300)));
}

using System.Text.RegularExpressions;

namespace SwapScore.Tests;

/// <summary>Libraries speak to users of every front end: only the command line knows its options.</summary>
public sealed partial class PlainWordsTests
{
    private const string FrontEnd = "SwapScore.Cli";

    [Fact]
    public void Libraries_Texts_NameNoOptionOrCommand()
    {
        var found = Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src"))
            .Where(project => Path.GetFileName(project) != FrontEnd)
            .SelectMany(SourceTree.Sources)
            .SelectMany(path => CommandsIn(File.ReadAllText(path)).Select(text => $"{Path.GetRelativePath(SourceTree.Root, path)}: {text}"));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("new UsageException(\"it is there\", \"add --resume\")", 1)]
    [InlineData("Text = $\"see {file} or --data\";", 1)]
    [InlineData("Text = \"\"\"\n  two lines and\n  --force\n  \"\"\";", 1)]
    [InlineData("\"run 'swapscore data get x'\"", 1)]
    [InlineData("/// add \"--resume\"\nwhile (--left > 0) Write(\"a -- b\");", 0)]
    public void CommandsIn_Source_AreThoseInTexts(string source, int count) => Assert.Equal(count, CommandsIn(source).Count());

    /// <summary>Literals of a source file that name an option (<c>--word</c>) or run the command; comments are left out.</summary>
    private static IEnumerable<string> CommandsIn(string source) =>
        Literal().Matches(Comment().Replace(source, "")).Select(literal => literal.Value).Where(text => Command().IsMatch(text));

    [GeneratedRegex("^\\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Literal();

    [GeneratedRegex("--[a-z]|'swapscore ")]
    private static partial Regex Command();
}

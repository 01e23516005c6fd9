using System.Text.RegularExpressions;

namespace SwapScore.Tests;

/// <summary>Rules for everything people read: short, plain, and without dead links.</summary>
public sealed partial class ProseTests
{
    private const int ReadmeWords = 1200;
    private const int SentenceWords = 35;

    [Fact]
    public void Readme_Length_IsReadInFiveMinutes() => Assert.InRange(Prose.Words(Prose.Read("README.md")), 300, ReadmeWords);

    [Fact]
    public void ReadmeAndGuide_Sentences_AreShort()
    {
        var guide = Prose.Below("docs/guide", "*.md").ToList();
        Assert.NotEmpty(guide);
        None(guide.Append("README.md")
            .SelectMany(path => Prose.Sentences(Prose.Read(path)).Where(sentence => Prose.Words(sentence) > SentenceWords).Select(sentence => $"{path}: {sentence}")));
    }

    [Fact]
    public void Sentences_OfMarkdown_EndAtFullStopsItemsAndCells() => Assert.Equal(
        ["One sentence of Code.", "Another one, wrapped.", "- An item", "- Next: a link.", "a", "b"],
        Prose.Sentences("# Title\n\nOne sentence of `x. Y`. Another one,\nwrapped.\n\n- An item\n- Next: a [link](to.md).\n\n```\ncode\n```\n\n| a | b |\n"));

    [Fact]
    public void Documents_Idioms_ArePlain() => None(
        Prose.Documents.Concat(Prose.Below("src", "*.md")).SelectMany(path => Faults(path, Prose.WithoutCode(Prose.Read(path)).Split('\n'))));

    [Fact]
    public void Sources_CommentsAndTexts_ArePlain() =>
        None(Prose.Below("src", "*.cs").SelectMany(path => Faults(path, Prose.Read(path).Split('\n').Select(CommentAndTexts))));

    [Theory]
    [InlineData("Write a row an architecture as they come")]
    [InlineData("one bit a sample.")]
    [InlineData("16 to 32 bytes a neuron.")]
    [InlineData("which the file does not tell")]
    [InlineData("<summary>How.</summary>")]
    public void Faults_OfAnIdiom_AreFound(string text) => Assert.Single(Faults("here", [text]));

    [Theory]
    [InlineData("one row per architecture")]
    [InlineData("The values a node reads")]
    [InlineData("How many samples a batch has")]
    public void Faults_OfPlainText_AreNone(string text) => Assert.Empty(Faults("here", [text]));

    [Fact]
    public void Documents_RelativeLinks_Resolve() =>
        None(Prose.Documents.Concat(Prose.Below("src", "*.md")).SelectMany(DeadLinks));

    private static void None(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    private static IEnumerable<string> DeadLinks(string path)
    {
        foreach (Match link in LinkTarget().Matches(Prose.WithoutCode(Prose.Read(path))))
        {
            var target = link.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal)) continue;
            var (file, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
            var found = file.Length == 0 ? Path.Combine(SourceTree.Root, path)
                : Path.GetFullPath(Path.Combine(SourceTree.Root, Path.GetDirectoryName(path)!, file));
            if (!Path.Exists(found))
                yield return $"{path}: {target} does not exist";
            else if (anchor is not null && !Anchors(File.ReadAllText(found)).Contains(anchor))
                yield return $"{path}: {target} has no such heading";
        }
    }

    /// <summary>The anchors of all headings, as GitHub makes them.</summary>
    private static HashSet<string> Anchors(string markdown) =>
        [.. Heading().Matches(markdown).Select(heading => string.Concat(
            heading.Groups[1].Value.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'))];

    private static IEnumerable<string> Faults(string path, IEnumerable<string> lines) =>
        lines.Index().Where(line => Idiom().IsMatch(line.Item)).Select(line => $"{path}:{line.Index + 1}: {Idiom().Match(line.Item).Value}");

    /// <summary>What a person may read of a line of source: its comment and its texts.</summary>
    private static string CommentAndTexts(string line)
    {
        var comment = line.IndexOf("//", StringComparison.Ordinal);
        var isComment = comment >= 0 && line[..comment].Trim().Length == 0;
        return isComment ? line : string.Join(" · ", Text().Matches(line).Select(text => text.Value));
    }

    // "a row an architecture" instead of "one row per architecture", "tells" instead of "says", and summaries that are riddles.
    [GeneratedRegex("""
        \b((a|an|one)\s[\w-]+|ones?)\san?\s(?!few)(architecture|block|call|cell|channel|class|column|edge|element|field|folder|group|image|input|key|lane|layer|line|metric
            |model|network|neuron|node|object|output|pair|pass|passage|record|repeat|round|row|sample|seed|stage|study|task|thread|token|vector|weight|word)\b
        |\b(bits|bytes|cells|channels|figures|floats|inputs|lines|pieces|points|rows|samples|seconds|steps|times|tokens|values|weights|words)\san?\s
            (architecture|block|channel|distinct|group|key|layer|metric|network|neuron|node|output|pass|repeat|round|row|sample|stage|thread|vector|weight)(\sneuron)?\s*([.,;:)<]|$|and\b|whatever)
        |\b(tell|tells|telling)\b
        |>(How|Which|What|Where|Whose|Why|All\sof\sthem|Both\sof\sthem|All\sof\sit|What\swas\sasked|Whether|How\smany|Which\sone|Where\sto|As\sabove)\.<
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Idiom();

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""")]
    private static partial Regex Text();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkTarget();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}

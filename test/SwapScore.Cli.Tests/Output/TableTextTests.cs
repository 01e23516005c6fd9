using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Tests.Output;

public sealed class TableTextTests
{
    private static readonly Table Example = new(
        [Column.Text("Network", "architecture"), Column.Number("Score", "score", "score.standardError"), Column.ForPrograms("note")],
        [
            [new TextCell("a, \"long\" | architecture of many words that goes on and on", "an architecture of many words"), new EstimateCell(6927.53125, 64.96), "x"],
            ["b", new EmptyCell(2), ""],
        ]);

    [Fact]
    public void Csv_Always_IsExactAndComplete() => Assert.Equal(
        """
        architecture,score,score.standardError,note
        "a, ""long"" | architecture of many words that goes on and on",6927.53125,64.96,x
        b,,,

        """.ReplaceLineEndings("\n"),
        Example.ToCsv());

    [Fact]
    public void Markdown_Always_NamesThingsAsTheTerminalDoes() => Assert.Equal(
        """
        | Network | Score |
        | :-- | --: |
        | an architecture of many words | 6928 ± 65 |
        | b |  |

        """.ReplaceLineEndings("\n"),
        Example.ToMarkdown());

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(null)]
    public void Terminal_AnyWidth_NeverBreaksANumber(int? width) =>
        Assert.Contains("6928 ± 65", TerminalTable.Write(Example, width, color: false), StringComparison.Ordinal);

    [Fact]
    public void Terminal_Narrow_FoldsLongTexts() => Assert.All(
        TerminalTable.Write(Example, 32, color: false).Split('\n'), line => Assert.True(line.Length <= 32, line));

    [Fact]
    public void Terminal_Wide_AlignsColumnsBelowARule() => Assert.Equal(
        """
         Network                            Score
        ───────────────────────────────────────────
         an architecture of many words  6928 ± 65
         b

        """.ReplaceLineEndings("\n"),
        TerminalTable.Write(Example, null, color: false));

    [Fact]
    public void Terminal_Narrow_FoldsBetweenWords() => Assert.Equal(
        """
         Network                 Score
        ────────────────────────────────
         an architecture of  6928 ± 65
         many words
         b

        """.ReplaceLineEndings("\n"),
        TerminalTable.Write(Example, 32, color: false));

    [Fact]
    public void Terminal_WordLongerThanItsColumn_IsBroken() => Assert.Equal(
        """
         Name              Word
        ──────────────────────────
         1234567890123456  short
         7890

        """.ReplaceLineEndings("\n"),
        TerminalTable.Write(new Table([Column.Text("Name", "n"), Column.Text("Word", "w")], [["12345678901234567890", "short"]]), 26, color: false));

    [Fact]
    public void Terminal_Color_SetsTitlesOff() => Assert.Equal(
        " \e[1mNetwork\e[0m",
        TerminalTable.Write(Example, null, color: true)[.." \e[1mNetwork\e[0m".Length]);

    [Fact]
    public void Terminal_TooNarrowForATable_ListsEveryRow() => Assert.Equal(
        """
         Network  an architecture of many words
         Score    6928 ± 65

         Network  b
         Score

        """.ReplaceLineEndings("\n"),
        TerminalTable.Write(Example, 29, color: false));

    [Theory]
    [InlineData(6927.53125, 64.96, "6928 ± 65")]
    [InlineData(632.615, 0.1667, "632.62 ± 0.17")]
    [InlineData(1091, 0, "1091")]
    [InlineData(1.5e-30, 2e-31, "1.5E-30 ± 2E-31")]
    [InlineData(double.NaN, 0, "–")]
    public void Estimate_ForPeople_HasTwoFiguresOfItsError(double mean, double error, string expected) =>
        Assert.Equal(expected, new EstimateCell(mean, error).Brief);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Coefficient_NotDefined_IsEmptyForPrograms(double value) => Assert.Equal([""], new CoefficientCell(value).Fields);
}

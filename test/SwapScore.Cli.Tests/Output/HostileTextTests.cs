using SwapScore.Cli.Shell;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Tests.Output;

/// <summary>Texts as an attacker, or bad luck, writes them into files.</summary>
public sealed class HostileTextTests
{
    private static readonly Table Example = new([Column.Text("Na\eme", "=name")], [[new TextCell("\e[31m=1|<b>*x*_y_[a](b)`&amp;")]]);

    [Fact]
    public void Terminal_ControlCharacters_AreShown()
    {
        var text = TerminalTable.Write(Example, 80, color: false);
        Assert.DoesNotContain('\e', text);
        Assert.Contains("\\u001b[31m", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', TerminalTable.Write(Example with { IsList = true }, 80, color: false));
    }

    [Fact]
    public void Markdown_Marks_AreEscaped() =>
        Assert.EndsWith("""| \u001b[31m=1\|\<b>\*x\*\_y\_[a\](b)\`\&amp; |""" + "\n", Example.ToMarkdown(), StringComparison.Ordinal);

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1+2", "'+1+2")]
    [InlineData("@SUM(A1,A2)", "\"'@SUM(A1,A2)\"")]
    [InlineData("-x", "'-x")]
    [InlineData("-1.5e-7", "-1.5e-7")]
    [InlineData("DARTS_V2", "DARTS_V2")]
    public void Csv_WhatASpreadsheetWouldRun_IsText(string text, string expected) => Assert.Equal(expected, CsvField.Write(text));

    [Fact]
    public async Task Errors_ControlCharactersAndLongTexts_AreOneShortLine()
    {
        var outcome = await new CommandRunner().RunAsync("score", "\e]0;owned\a" + new string('x', 5000));
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.DoesNotContain(outcome.Error, c => char.IsControl(c) && c != '\n');
        Assert.All(outcome.Error.Split('\n'), line => Assert.True(line.Length <= 310, line));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("md")]
    [InlineData("json")]
    public async Task Results_AtATerminal_HaveNoControlCharacters(string format)
    {
        var outcome = await new CommandRunner { Width = 80, Input = "5\n" }.RunAsync("score", "--file", "-", "--format", format);
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.DoesNotContain(outcome.Output, c => char.IsControl(c) && c != '\n');
    }
}

using SwapScore.Cli.Shell;

namespace SwapScore.Cli.Tests;

/// <summary>What the command line makes of faults and remedies of the libraries.</summary>
public sealed class RemedyTextTests
{
    public static TheoryData<RemedyKind> Remedies => [.. Enum.GetValues<RemedyKind>().Where(kind => kind != RemedyKind.Advice)];

    [Theory]
    [MemberData(nameof(Remedies))]
    public void Write_EveryRemedy_NamesAnOptionOrACommand(RemedyKind kind)
    {
        var factory = typeof(Remedy).GetMethod(kind.ToString())!;
        var parameters = factory.GetParameters();
        var remedy = (Remedy)factory.Invoke(null, [.. parameters.Select(parameter => Argument(parameter.ParameterType))])!;
        Assert.Equal(kind, remedy.Kind);
        var text = RemedyText.Write(remedy);
        Assert.Matches("--|'swapscore ", text);
        Assert.DoesNotContain("--", remedy.Words, StringComparison.Ordinal);
        foreach (var parameter in parameters)
        {
            var value = Argument(parameter.ParameterType).ToString()!;
            Assert.Contains(value, text, StringComparison.Ordinal);
            Assert.Contains(value, remedy.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Write_Advice_IsItsWords()
    {
        Assert.Equal("choose another file", RemedyText.Write("choose another file"));
        Assert.Null(RemedyText.Write(null));
        Assert.Null(new UsageException("it is wrong").Remedy);
        Assert.Null(new UsageException("it is wrong", (string?)null).Remedy);
    }

    [Theory]
    [InlineData(FaultKind.Usage, 2)]
    [InlineData(FaultKind.Input, 3)]
    [InlineData(FaultKind.Output, 1)]
    [InlineData(FaultKind.Unavailable, 5)]
    [InlineData(FaultKind.Numeric, 4)]
    [InlineData(FaultKind.Search, 1)]
    public void ExitCode_Kind_IsTheDocumentedOne(FaultKind kind, int code) => Assert.Equal(code, (int)ExitCodes.From(kind));

    private static object Argument(Type type) =>
        type == typeof(long) ? 7L : type == typeof(int) ? 7 : type == typeof(Uri) ? new Uri("https://example.org/page") : "a word";
}

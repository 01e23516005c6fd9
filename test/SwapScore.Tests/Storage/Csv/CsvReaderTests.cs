using SwapScore.Storage.Csv;

namespace SwapScore.Tests.Storage.Csv;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\nc,d\n", "1:a|b 2:c|d")]
    [InlineData("a,b\r\nc,d", "1:a|b 2:c|d")]
    [InlineData("\"a,\"\"b\"\"\",c", "1:a,\"b\"|c")]
    [InlineData("\"a\nb\",c\nd,e", "1:a\nb|c 2:d|e")]
    [InlineData("a,\n,b", "1:a| 2:|b")]
    [InlineData("a\n\n\nb", "1:a 4:b")]
    [InlineData("", "")]
    public void Read_Rfc4180_GivesFields(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', CsvReader.Read(new StringReader(text), "t").Select(record => $"{record.Row}:{string.Join('|', record.Fields)}")));

    [Fact]
    public void Read_QuoteThatDoesNotEnd_NamesTheRow()
    {
        var fault = Assert.Throws<InputException>(() => CsvReader.Read(new StringReader("a,b\n\"c,d\n"), "t.csv").ToList());
        Assert.Equal("t.csv: row 2: a quoted field does not end", fault.Message);
    }

    [Fact]
    public void Read_EndlessRecord_StopsEarly()
    {
        var fault = Assert.Throws<InputException>(() => CsvReader.Read(new StringReader(new string('x', CsvReader.MaximumRecord + 1)), "t").ToList());
        Assert.Contains("longer than", fault.Message, StringComparison.Ordinal);
    }
}

using SwapScore.Spaces.Darts;

namespace SwapScore.Tests.Spaces.Darts;

public sealed class DartsGenotypeFaultTests
{
    private const string Python =
        "Genotype(normal=[('none', 0), ('none', 1), ('none', 0), ('none', 2), ('none', 0), ('none', 3), ('none', 0), ('none', 4)], " +
        "normal_concat=[2, 3, 4, 5], " +
        "reduce=[('none', 0), ('none', 1), ('none', 0), ('none', 2), ('none', 0), ('none', 3), ('none', 0), ('none', 4)], " +
        "reduce_concat=[2, 3, 4, 5])";

    private const string Json =
        """{"normal":[["none",0],["none",1],["none",0],["none",2],["none",0],["none",3],["none",0],["none",4]],"normal_concat":[2,3,4,5],""" +
        "\"reduce\":" + """[["none",0],["none",1],["none",0],["none",2],["none",0],["none",3],["none",0],["none",4]],"reduce_concat":[2,3,4,5]}""";

    [Fact]
    public void Parse_UnfaultedTexts_AreRead() => Assert.Equal(DartsGenotype.Parse(Python), DartsGenotype.Parse(Json));

    // The first occurrence of the second text is replaced by the third.
    [Theory]
    [InlineData("'none', 0", "'sep_conv_7x7', 0", 19, "unknown operation 'sep_conv_7x7', expected one of none, max_pool_3x3, avg_pool_3x3,")]
    [InlineData("'none', 0", "none, 0", 19, "expected a list, a name in quotes or a whole number, found 'n'")]
    [InlineData("'none', 0", "'none', 2", 27, "input 2 is out of range: node 2 may read 0 … 1")]
    [InlineData("'none', 2", "'none', 3", 66, "input 3 is out of range: node 3 may read 0 … 2")]
    [InlineData("'none', 0", "'none', -1", 27, "expected a list, a name in quotes or a whole number, found '-'")]
    [InlineData("'none', 0", "'none', 12345678901", 27, "the number is too large")]
    [InlineData("'none', 0", "'none', 0.0", 28, "expected ')', found '.'")]
    [InlineData("'none', 0", "'none', 0, 0", 18, "3 items, expected a pair of operation and input")]
    [InlineData("'none', 0", "0, 'none'", 19, "the operation must be a name in quotes")]
    [InlineData("'none', 0", "'none', '0'", 27, "the input must be a whole number")]
    [InlineData("'none', 0", "'none', 0]", 28, "expected ')', found ']'")]
    [InlineData("'none', 0", "'none', ((0))", 27, "lists are nested too deeply")]
    [InlineData("('none', 0), ", "", 17, "normal has 7 pairs, expected 8")]
    [InlineData("('none', 0), ", "('none', 0), ('none', 0), ", 17, "normal has 9 pairs, expected 8")]
    [InlineData("('none', 0)", "'none'", 18, "expected a pair of operation and input")]
    [InlineData("normal_concat=[2, 3, 4, 5], ", "", 262, "missing normal_concat")]
    [InlineData("normal_concat=", "concat=", 123, "unknown field 'concat', expected one of normal, normal_concat, reduce, reduce_concat")]
    [InlineData("normal_concat=[2, 3, 4, 5]", "normal=[]", 123, "field 'normal' is given twice")]
    [InlineData("[2, 3, 4, 5]", "[]", 137, "normal_concat is empty")]
    [InlineData("[2, 3, 4, 5]", "[2, 3, 3]", 144, "normal_concat names node 3 twice")]
    [InlineData("[2, 3, 4, 5]", "[1, 2]", 138, "normal_concat names node 1, expected 2 … 5")]
    [InlineData("[2, 3, 4, 5]", "range(2, 7)", 137, "range(2, 7) goes beyond node 5")]
    [InlineData("[2, 3, 4, 5]", "range(4, 4)", 137, "normal_concat is empty")]
    [InlineData("[2, 3, 4, 5]", "range(2, x)", 146, "expected a whole number, found 'x'")]
    [InlineData("[2, 3, 4, 5]", "rangy(2, 6)", 137, "expected a list or range(2, 6), found 'rangy'")]
    [InlineData("[2, 3, 4, 5]", "2", 137, "normal_concat must be a list of nodes")]
    [InlineData("Genotype(", "Phenotype(", 1, "expected 'Genotype(', found 'Phenotype'")]
    [InlineData("Genotype(", "X = Y = Genotype(", 5, "expected 'Genotype(', found 'Y'")]
    [InlineData("Genotype(", "Genotype{", 9, "expected '(', found '{'")]
    [InlineData("Genotype(", "(", 1, "expected 'Genotype(', found '('")]
    [InlineData("Genotype(normal=", "Genotype(", 10, "expected a field such as normal=[…], found '['")]
    [InlineData("normal=", "normal:", 16, "expected '=', found ':'")]
    [InlineData("'none', 0", "'none", 29, "expected ')', found 'n'")]
    [InlineData("Genotype(", "Genotype(\0", 10, "expected a field such as normal=[…], found '\uFFFD'")]
    public void Parse_FaultyPython_SaysWhereAndWhat(string from, string to, int character, string what) =>
        AssertFault(ReplaceFirst(Python, from, to), character, what);

    [Theory]
    [InlineData("\"none\",0", "\"sep_conv_7x7\",0", 13, "unknown operation 'sep_conv_7x7', expected one of none,")]
    [InlineData("\"none\",2", "\"none\",3", 53, "input 3 is out of range: node 3 may read 0 … 2")]
    [InlineData("\"none\",0", "\"none\",-1", 20, "input -1 is out of range: node 2 may read 0 … 1")]
    [InlineData("\"none\",0", "\"none\",0.5", 20, "expected a list, a name in quotes or a whole number")]
    [InlineData("\"none\",0", "\"none\",99999999999", 20, "expected a list, a name in quotes or a whole number")]
    [InlineData("\"none\",0", "\"none\",null", 20, "expected a list, a name in quotes or a whole number")]
    [InlineData("\"none\",0", "\"none\",{}", 20, "not valid JSON")]
    [InlineData("\"none\",0", "\"\\ud800\",0", 13, "names must be written without escapes")]
    [InlineData("\"none\",0", "\"none\",0,", 22, "not valid JSON")]
    [InlineData("\"none\",0", "\"none\",[[0]]", 20, "not valid JSON")]
    [InlineData("\"none\",0", "'none',0", 13, "not valid JSON")]
    [InlineData("\"none\",0", "/**/\"none\",0", 13, "not valid JSON")]
    [InlineData("[\"none\",0],", "", 11, "normal has 7 pairs, expected 8")]
    [InlineData("\"normal\":", "\"reduce\":", 127, "field 'reduce' is given twice")]
    [InlineData("\"normal\":", "\"cell\":", 2, "unknown field 'cell'")]
    [InlineData("\"normal_concat\":[2,3,4,5],", "", 225, "missing normal_concat")]
    [InlineData("[2,3,4,5]", "[2,3,4,4]", 124, "normal_concat names node 4 twice")]
    [InlineData("[2,3,4,5]", "\"range(2, 6)\"", 117, "normal_concat must be a list of nodes")]
    public void Parse_FaultyJson_SaysWhereAndWhat(string from, string to, int? character, string what) =>
        AssertFault(ReplaceFirst(Json, from, to), character, what);

    [Theory]
    [InlineData("", 1, "expected 'Genotype(', found the end of the text")]
    [InlineData(" \n", 3, "expected 'Genotype(', found the end of the text")]
    [InlineData("Genotype(", 10, "expected a field such as normal=[…], found the end of the text")]
    [InlineData("Genotype()", 10, "missing normal, normal_concat, reduce, reduce_concat")]
    [InlineData("Genotype(normal=['none", 18, "the name has no closing '")]
    [InlineData("Genotype(normal=((((((((((((((((((", 19, "lists are nested too deeply")]
    [InlineData("{", 2, "not valid JSON")]
    [InlineData("{}", 2, "missing normal, normal_concat, reduce, reduce_concat")]
    [InlineData("{\n\n\"é\": x", 9, "not valid JSON")]
    [InlineData("[2]", 1, "expected 'Genotype(', found '['")]
    public void Parse_Fragment_SaysWhereAndWhat(string text, int character, string what) => AssertFault(text, character, what);

    [Theory]
    [InlineData(Python + ")", "unexpected text after the genotype")]
    [InlineData(Python + " x", "unexpected text after the genotype")]
    [InlineData(Json + "}", "not valid JSON")]
    [InlineData(Json + "{}", "not valid JSON")]
    public void Parse_TrailingText_IsRefused(string text, string what) => AssertFault(text, null, what);

    [Fact]
    public void Parse_Fault_ShowsThePlace()
    {
        var fault = Assert.Throws<UsageException>(() => DartsGenotype.Parse(ReplaceFirst(Python, "'none', 2", "'none', 3")));
        Assert.EndsWith("near \"…, ('none', 0), ('none', ▸3), ('none', 0), ('none'…\"", fault.Message);
        Assert.StartsWith("a genotype looks like Genotype(normal=[(", fault.Hint);
    }

    [Fact]
    public void Parse_OverlongText_IsRefusedUnread()
    {
        var text = Python + new string(' ', DartsGenotype.MaximumTextLength - Python.Length);
        Assert.Equal(DartsGenotype.Parse(Python), DartsGenotype.Parse(text));
        var fault = Assert.Throws<UsageException>(() => DartsGenotype.Parse(text + " "));
        Assert.Equal("the genotype has 10001 characters; at most 10000 are read", fault.Message);
    }

    private static void AssertFault(string text, int? character, string what)
    {
        var fault = Assert.Throws<UsageException>(() => DartsGenotype.Parse(text));
        Assert.StartsWith("malformed genotype at character ", fault.Message);
        Assert.Contains($": {what}", fault.Message);
        if (character is not null) Assert.StartsWith($"malformed genotype at character {character}: ", fault.Message);
    }

    private static string ReplaceFirst(string text, string from, string to)
    {
        var position = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(position >= 0, $"{from} does not occur");
        return text[..position] + to + text[(position + from.Length)..];
    }
}

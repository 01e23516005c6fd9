using System.Text.Json.Nodes;
using CsCheck;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Tests.Evaluation;

namespace SwapScore.Tests.Json;

public sealed class EvaluationJsonTests
{
    private static readonly EvaluationRequest Request = new("darts", "DARTS_V2", new EvaluationOptions(), "0123456789abcdef");

    [Fact]
    public void Options_WrittenAndRead_AreEqual() =>
        RequestGenerators.Options.ForAll(options => EvaluationJson.ReadOptions(EvaluationJson.Write(options)).Equals(options));

    [Fact]
    public void Request_WrittenAndRead_IsEqual() =>
        RequestGenerators.Request.ForAll(request => EvaluationJson.ReadRequest(EvaluationJson.Write(request)).Equals(request));

    [Fact]
    public void Result_WrittenAndRead_HasTheSameBits() => RequestGenerators.Result.ForAll(result =>
    {
        var read = EvaluationJson.ReadResult(EvaluationJson.Write(result));
        return read.Equals(result) && read.ContentHash == result.ContentHash
            && result.Metrics.All(pair => pair.Value.Values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(read.Metrics[pair.Key].Values.Select(BitConverter.DoubleToInt64Bits)));
    });

    [Fact]
    public void Score_AnyBits_AreReadBack() => Gen.Double.Array.ForAll(values =>
    {
        var result = new EvaluationResult { Request = Request, Metrics = new Dictionary<string, SwapScore.Metrics.MetricScore> { ["swap"] = new(values) } };
        return EvaluationJson.ReadResult(EvaluationJson.Write(result)).Metrics["swap"].Values.Select(BitConverter.DoubleToInt64Bits)
            .SequenceEqual(values.Select(BitConverter.DoubleToInt64Bits));
    });

    [Fact]
    public void Options_FieldsLeftOut_KeepTheirDefaults() =>
        Assert.Equal(new EvaluationOptions { Repeats = 4 }, EvaluationJson.ReadOptions($$"""{ "schemaVersion": {{EvaluationJson.SchemaVersion}}, "repeats": 4 }"""));

    [Theory]
    [InlineData("options", "repeat", "1", "options has no field 'repeat'", "did you mean 'repeats'?")]
    [InlineData("options", "device", "\"gpu\"", "options.device is 'gpu'", "expected cpu or cuda:N")]
    [InlineData("options", "repeats", "\"many\"", "the request is not what docs/reference/json.md describes at options.repeats", "check the value")]
    [InlineData("options", "model", """{ "normalization": "both" }""", "model.normalization is 'both'", "expected batch or running")]
    [InlineData(null, "spaces", "1", "request has no field 'spaces'", "did you mean 'space'?")]
    [InlineData(null, "schemaVersion", "99", "the request has schemaVersion 99", "this version reads schemaVersion 2")]
    [InlineData(null, "schemaVersion", "null", "the request has no schemaVersion", "this version reads schemaVersion 2")]
    [InlineData(null, "space", "null", "request has no field 'space'", "see docs/reference/json.md")]
    [InlineData("batch", "fingerprint", "null", "batch has no field 'fingerprint'", "see docs/reference/json.md")]
    public void Request_OfAnotherForm_IsRefusedInOneLine(string? part, string field, string value, string message, string hint)
    {
        var document = JsonNode.Parse(EvaluationJson.Write(Request))!.AsObject();
        (part is null ? document : document[part]!.AsObject())[field] = JsonNode.Parse(value);
        var fault = Assert.Throws<InputException>(() => EvaluationJson.ReadRequest(document.ToJsonString()));
        Assert.Equal(message, fault.Message);
        Assert.Equal(hint, fault.Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{ "schemaVersion": 2, "space": "a", "space": "b" }""")]
    public void Request_NoJsonObject_IsAnInputError(string text) => Assert.Throws<InputException>(() => EvaluationJson.ReadRequest(text));

    [Fact]
    public void Page_Examples_AreRead()
    {
        Assert.Equal(4, EvaluationJson.ReadRequest(Example("request")).Options.Repeats);
        var result = EvaluationJson.ReadResult(Example("result"));
        Assert.Equal([1024, 1023.5], result.Metrics["swap"].Values);
        Assert.Equal(result, EvaluationJson.ReadResult(EvaluationJson.Write(result)));
    }

    private static string Example(string name)
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reference", "json.md"));
        var start = page.IndexOf($"<!-- read by {nameof(EvaluationJsonTests)}: {name} -->", StringComparison.Ordinal);
        Assert.True(start >= 0, $"the page has no example of a {name}");
        var begin = page.IndexOf("```json", start, StringComparison.Ordinal) + "```json".Length;
        return page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}

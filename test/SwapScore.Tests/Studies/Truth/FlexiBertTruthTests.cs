using SwapScore.Spaces.FlexiBert;

namespace SwapScore.Tests.Studies.Truth;

public sealed class FlexiBertTruthTests : IDisposable
{
    private const string Layer = """{"operation_type":"SA","operation_parameter":"SDP","num_operation_heads":2,"feed_forward_dimension":512,"num_feed_forward":1}""";
    private const string Parameters = "{\"model_hparam_overrides\":{\"hidden_size\":128,\"nas_config\":{\"encoder_layers\":[" + Layer + "," + Layer + "]}}}";

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_PublishedBenchmark_HasItsScoresAndMetrics()
    {
        var table = FlexiBertTruth.Read(TestData.Find("tables/BERT_benchmark.json"), "glue", TestData.Find("tables/BERT_results_activation.csv"));
        Assert.Equal(500, table.Rows.Count);
        Assert.Empty(table.Broken);
        Assert.Equal((1, 74.73375), (table.Rows[0].Row, table.Rows[0].Value));
        Assert.Equal(13_330_176, table.Rows[0].Published["number-of-parameters"]);
        Assert.Equal(42.69, table.Rows[0].Published["score-cola"]);
        Assert.Equal(7.126157760620117, table.Rows[0].Published["head-confidence"]);

        // GLUE is the plain mean of its eight tasks.
        Assert.All(table.Rows, row => Assert.Equal(
            row.Published.Where(pair => pair.Key.StartsWith(FlexiBertTruth.ScorePrefix, StringComparison.Ordinal) && pair.Key != "score-glue").Average(pair => pair.Value),
            row.Value,
            9));
    }

    [Fact]
    public void Read_BrokenEncoders_AreNamedNotDropped()
    {
        var table = FlexiBertTruth.Read(
            Write($$$"""[{"id":0,"scores":{"glue":70},"hparams":{{{Parameters}}}},{"id":1,"hparams":{{{Parameters}}}},{"id":2,"scores":{"cola":1},"hparams":{{{Parameters}}}},{"id":3,"scores":{"glue":NaN},"hparams":{}}]"""),
            "glue");
        Assert.Equal("h128 sdp-2-512x1 sdp-2-512x1", Assert.Single(table.Rows).Architecture);
        Assert.Equal([(2, "encoder 1 has no scores"), (3, "encoder 2 has no score of glue"), (4, "encoder 3 has no score of glue")],
            table.Broken.Select(failure => (failure.Row, failure.Reason)));
    }

    [Theory]
    [InlineData("{}", "is not a list")]
    [InlineData("[", "is not JSON")]
    [InlineData("[]", "holds no encoders")]
    public void Read_OtherFile_SaysSo(string content, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => FlexiBertTruth.Read(Write(content), "glue")).Message, StringComparison.Ordinal);

    private string Write(string content)
    {
        var path = Path.Combine(_folder, "b.json");
        File.WriteAllText(path, content);
        return path;
    }
}

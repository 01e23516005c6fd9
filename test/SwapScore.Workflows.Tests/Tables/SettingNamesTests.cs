using System.Text.Json.Nodes;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Tests.Tables;

public sealed class SettingNamesTests
{
    [Fact]
    public void Describe_Configuration_SpeaksAsTheCommandDoes()
    {
        var configuration = (JsonObject)JsonNode.Parse("""
            { "schemaVersion": 2, "space": "darts", "options": { "metrics": ["swap", "nwot"], "repeats": 8 }, "batch": { "size": 16 },
              "populationSize": 60, "maximumFlops": 600000000, "maximumLatency": 0.25, "skipInvalid": true }
            """)!;
        Assert.Equal(
            [
                new("space", "darts"), new("metric", "swap,nwot"), new("repeats", "8"), new("batch-size", "16"),
                new("population", "60"), new("max-flops, millions", "600"), new("max-latency, ms", "250"), new("skip-invalid", "yes"),
            ],
            SettingNames.Describe(configuration));
    }
}

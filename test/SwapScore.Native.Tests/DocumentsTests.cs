using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Native.Engine;

namespace SwapScore.Native.Tests;

/// <summary>Requests for a search: what it maximizes where they leave that open, and the search of the paper.</summary>
public sealed unsafe class DocumentsTests
{
    [Theory]
    [InlineData("", "swap-plus", "the score alone", 8)]
    [InlineData(", \"fitness\": \"adaptive\"", "swap", "regularised adaptively", 8)]
    [InlineData(", \"paper\": 1", "swap", "regularised with", 32)]
    [InlineData(", \"paper\": 1, \"options\": { \"repeats\": 2 }", "swap", "regularised with", 2)]
    public void Search_Request_MaximizesWhatItAsksFor(string fields, string metric, string fitness, int repeats)
    {
        var document = Search(fields);
        Assert.Equal([metric], document["options"]!["metrics"]!.AsArray().Select(name => (string?)name));
        Assert.StartsWith(fitness, (string?)document["fitness"], StringComparison.Ordinal);
        Assert.Equal(repeats, (int)document["options"]!["repeats"]!);
    }

    [Theory]
    [InlineData("options.metrics", ", \"options\": { \"metrics\": [\"nwot\"] }")]
    [InlineData("fitness", ", \"fitness\": \"plain\"")]
    [InlineData("algorithm", ", \"algorithm\": \"aging\"")]
    public void Search_WhatThePaperSets_IsRefused(string name, string fields) =>
        Assert.Equal($"the paper sets {name} itself", Assert.Throws<UsageException>(() => Search(", \"paper\": 1" + fields)).Message);

    private static JsonObject Search(string fields) => Documents.Search(
        Request.Parse("{ \"space\": \"nasbench201\", \"evaluations\": 3, \"populationSize\": 2, \"threads\": 1" + fields + " }"),
        BuiltInImages.Natural32.Resize(8).ToBatch(0, 16), new Work(null, null));
}

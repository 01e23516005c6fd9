using SwapScore.Data.Text;
using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Statistics;

namespace SwapScore.Tests.Studies;

/// <summary>Every twentieth of the 500 published encoders, as the published code built them, on 32 published texts.</summary>
public sealed class PublishedEncodersTests
{
    [Fact(Explicit = true)]
    public async Task Faithful_ThirtyTwoTexts_RanksAsPublished()
    {
        var space = SearchSpaces.Find("flexibert-faithful");
        var texts = Passages.Read(TestData.Find("text/webtext.jsonl"), 32);
        var batch = TokenBatch.Create([.. texts.Select(text => HashingTokenizer.Tokens(text, 48))], 48, TokenBatch.BertVocabulary, "webtext");
        var table = FlexiBertTruth.Read(TestData.Find("tables/BERT_benchmark.json"), "glue", TestData.Find("tables/BERT_results_activation.csv"));
        var rows = table.Rows.Where((_, i) => i % 20 == 0).ToArray();
        var options = new EvaluationOptions { Metrics = ["swap", "attention-confidence"], Repeats = 1 };
        var requests = rows.Select(row => new EvaluationRequest(space.Name, row.Architecture, options, batch.Fingerprint)).ToArray();
        var results = new List<EvaluationResult>();
        await foreach (var result in new LocalEvaluator(batch, Environment.ProcessorCount, [space]).EvaluateAsync(requests))
            results.Add(result);

        var confidence = results.Select(result => result.Metrics["attention-confidence"].Mean).ToArray();
        Assert.InRange(Spearman.Compute(confidence, Array.ConvertAll(rows, row => row.Published["head-confidence"])), 0.95, 1);
        var swap = results.Select(result => result.Metrics["swap"].Mean).ToArray();
        Assert.InRange(Spearman.Compute(swap, Array.ConvertAll(rows, row => row.Value)), 0.65, 1);
    }
}

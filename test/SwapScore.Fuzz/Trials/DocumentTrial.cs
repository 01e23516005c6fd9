using System.Text;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Randomness;

namespace SwapScore.Fuzz.Trials;

/// <summary>Changed documents of requests and results, which other programs hand to the library: read, or an input error.</summary>
internal sealed class DocumentTrial : ITrial
{
    private static readonly EvaluationRequest Request = new("darts", "Genotype(…)", new EvaluationOptions { Repeats = 2, Metrics = ["swap", "nwot"] }, "0123456789abcdef") { Task = "cifar10" };

    private static readonly EvaluationResult Result = new()
    {
        Request = Request,
        Parameters = 1510,
        Flops = 123_456,
        Metrics = new Dictionary<string, MetricScore> { ["swap"] = new([254, 256.5]), ["nwot"] = new([double.NaN, 3]) },
        Notes = ["a note"],
    };

    public string Name => "changed documents of requests and results";

    public Task<string?> RunAsync(string folder, RandomSequence draw)
    {
        var isRequest = draw.Next(2) == 0;
        var text = Encoding.UTF8.GetString(Mutator.Mutate(Encoding.UTF8.GetBytes(isRequest ? EvaluationJson.Write(Request) : EvaluationJson.Write(Result)), draw));
        try
        {
            if (isRequest) EvaluationJson.ReadRequest(text);
            else EvaluationJson.ReadResult(text);
        }
        catch (SwapScoreException)
        {
            // As it should be.
        }
        catch (Exception fault)
        {
            return Task.FromResult<string?>($"unexpected {fault.GetType().Name}: {fault.Message}: {PrintableText.OnOneLine(text)}");
        }

        return Task.FromResult<string?>(null);
    }
}

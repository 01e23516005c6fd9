using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Server.Jobs;
using SwapScore.Workflows.Remote;

namespace SwapScore.Server.Api;

/// <summary><c>/api/v1/evaluations</c> and <c>/api/v1/batches</c>: evaluation for sessions that run elsewhere.</summary>
internal static class EvaluationEndpoints
{
    private const int MostRequests = 100_000;
    private const int MostBytesOfBatch = 1 << 30;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPut($"{ScoringService.Batches}/{{fingerprint}}", PutBatchAsync).WithTags("evaluation").WithSummary("Send the samples that evaluations name");
        app.MapPost(ScoringService.Evaluations, EvaluateAsync).Accepts<string>(ScoringService.LinesType).Produces<string>(contentType: ScoringService.LinesType)
            .WithTags("evaluation").WithSummary("Evaluate requests, one per line; results come back in their order, as they are done");
    }

    private static async Task<IResult> PutBatchAsync(string fingerprint, HttpRequest request, HeldBatches batches, CancellationToken gone)
    {
        if (request.ContentLength is not (> 0 and <= MostBytesOfBatch and var length))
            throw new UsageException($"a batch has 1 … {MostBytesOfBatch} bytes, and says how many", "choose a smaller batch size");
        var bytes = new byte[length];
        await request.Body.ReadExactlyAsync(bytes, gone);
        var batch = Batch.FromBytes(bytes);
        if (batch.Fingerprint != fingerprint) throw new InputException($"the batch has the fingerprint {batch.Fingerprint}, not {PrintableText.Escape(fingerprint)}");
        batches.Add(batch);
        return TypedResults.NoContent();
    }

    private static async Task EvaluateAsync(HttpContext context, HeldBatches batches, IEvaluator evaluator)
    {
        VersionCheck.Require(context.Request);
        var gone = context.RequestAborted;
        var requests = await ReadAsync(context.Request.Body, gone);
        foreach (var fingerprint in requests.Select(request => request.BatchFingerprint).Distinct())
        {
            if (await batches.FindAsync(fingerprint, gone) is not null) continue;
            await FaultAnswers.WriteAsync(
                context, StatusCodes.Status409Conflict, new JobFault("input", $"the batch {PrintableText.Escape(fingerprint)} is not here", $"PUT it to {ScoringService.Batches}"));
            return;
        }

        try
        {
            context.Response.ContentType = ScoringService.LinesType;
            await foreach (var result in evaluator.EvaluateAsync(requests, gone))
            {
                await context.Response.WriteAsync(EvaluationJson.Write(result) + "\n", Encoding.UTF8, gone);
                await context.Response.Body.FlushAsync(gone);
            }
        }
        catch (Exception fault) when (context.Response.HasStarted && fault is not OperationCanceledException)
        {
            // The answer is under way and cannot become a fault any more; a connection that ends early says the same.
            context.Abort();
            throw;
        }
    }

    private static async Task<List<EvaluationRequest>> ReadAsync(Stream body, CancellationToken gone)
    {
        var requests = new List<EvaluationRequest>();
        using var lines = new StreamReader(body, Encoding.UTF8);
        while (await lines.ReadLineAsync(gone) is { } line)
        {
            if (line.Length == 0) continue;
            if (requests.Count == MostRequests) throw new UsageException($"there are more than {MostRequests} requests", "send them in parts");
            var request = EvaluationJson.ReadRequest(line);
            request.Options.Validated(MetricCatalog.Standard);
            requests.Add(request);
        }

        return requests.Count > 0 ? requests : throw new UsageException("there is no request", "send one JSON object per line");
    }
}

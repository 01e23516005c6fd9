using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Server.Jobs;
using SwapScore.Server.Leases;
using SwapScore.Workflows.Remote;

namespace SwapScore.Server.Api;

/// <summary><c>/api/v1/leases</c> and <c>/api/v1/workers</c>: machines that join, take requests and report results.</summary>
internal static partial class LeaseEndpoints
{
    private const int LongestName = 200;
    private const int MostThreads = 100_000;
    private const int LongestWait = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(ScoringService.Leases, TakeAsync).WithTags("workers").Produces<string>(contentType: ScoringService.LinesType).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Take requests, one per line; 204 where there are none for as many seconds as wait says");
        app.MapPost($"{ScoringService.Leases}/{{id}}/results", ReportAsync).WithTags("workers").Accepts<string>(ScoringService.LinesType)
            .WithSummary("Report results, one per line, or none yet; 410 where further ones are of no use");
        app.MapDelete($"{ScoringService.Leases}/{{id}}", GiveBack).WithTags("workers").WithSummary("Give back what has no result");
        app.MapGet($"{ScoringService.Batches}/{{fingerprint}}", GetBatchAsync).WithTags("workers").WithSummary("The samples that requests name");
        app.MapGet("/api/v1/workers", (WorkBoard board) => board.Workers.Select(one => new WorkerView(
            one.Worker.Name, one.Worker.Threads, one.Worker.Joined, one.Worker.Seen, one.Leases, one.Worker.Evaluations))).WithTags("workers").WithSummary("The workers that have joined");
    }

    private static async Task TakeAsync(HttpContext context, WorkBoard board, IHostApplicationLifetime service, int wait = LongestWait)
    {
        if (wait is < 0 or > LongestWait) throw new UsageException($"one waits 0 … {LongestWait} seconds, not {wait}");
        VersionCheck.Require(context.Request, isRequired: true);
        var (name, threads) = ReadWorker(context.Request);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, service.ApplicationStopping);
        Lease? lease = null;
        try
        {
            lease = await board.TakeAsync(name, threads, TimeSpan.FromSeconds(wait), either.Token);
        }
        catch (OperationCanceledException) when (service.ApplicationStopping.IsCancellationRequested)
        {
        }

        if (lease is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = ScoringService.LinesType;
        context.Response.Headers[ScoringService.LeaseHeader] = lease.Id;
        context.Response.Headers[ScoringService.LeaseSecondsHeader] = lease.Piece.Lease.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsync(string.Join('\n', lease.Piece.Requests.Select(EvaluationJson.Write)), Encoding.UTF8, context.RequestAborted);
    }

    private static async Task<IResult> ReportAsync(string id, int from, HttpRequest request, WorkBoard board, CancellationToken gone)
    {
        VersionCheck.Require(request, isRequired: true);
        var results = new List<EvaluationResult>();
        using var lines = new StreamReader(request.Body, Encoding.UTF8);
        while (await lines.ReadLineAsync(gone) is { } line)
            if (line.Length > 0) results.Add(EvaluationJson.ReadResult(line));
        return board.Report(id, from, results) ? TypedResults.NoContent() : Gone();
    }

    private static IResult GiveBack(string id, WorkBoard board, ILogger<WorkBoard> log, string? reason = null)
    {
        if (board.TakeBack(id, reason) is not { } lease) return Gone();
        if (reason is not null) CannotCompute(log, lease.Worker.Name, PrintableText.Escape(reason));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> GetBatchAsync(string fingerprint, HeldBatches sent, WorkBoard board, CancellationToken gone)
    {
        var batch = await sent.FindAsync(fingerprint, gone) ?? await board.FindBatchAsync(fingerprint, gone);
        return batch is null
            ? FaultAnswers.Problem(StatusCodes.Status404NotFound, new JobFault("input", $"the batch {PrintableText.Escape(fingerprint)} is not here"))
            : TypedResults.Bytes(batch.ToBytes(), "application/octet-stream");
    }

    private static IResult Gone() => FaultAnswers.Problem(StatusCodes.Status410Gone, new JobFault("usage", "the lease is over: others have its requests, or nobody needs them"));

    private static (string Name, int Threads) ReadWorker(HttpRequest request)
    {
        var name = request.Headers[ScoringService.WorkerHeader] is [{ Length: > 0 and <= LongestName } one] ? one : throw new UsageException($"{ScoringService.WorkerHeader} names the worker in at most {LongestName} letters");
        return request.Headers[ScoringService.ThreadsHeader] is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= MostThreads
            ? (name, threads)
            : throw new UsageException($"{ScoringService.ThreadsHeader} is a number from 1 to {MostThreads}");
    }

    [LoggerMessage(LogLevel.Warning, "{Worker} cannot compute: {Reason}")]
    private static partial void CannotCompute(ILogger log, string worker, string reason);
}

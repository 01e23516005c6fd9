using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using SwapScore.Server.Jobs;
using SwapScore.Server.Running;

namespace SwapScore.Server.Api;

/// <summary>Answers every fault with problem details (RFC 9457): the kinds are those of the library's exceptions.</summary>
internal sealed partial class FaultAnswers(RequestDelegate next, ILogger<FaultAnswers> log)
{
    private const int RetrySeconds = 10;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception fault) when (!context.Response.HasStarted && fault is not OutOfMemoryException)
        {
            var (status, answer) = Describe(fault);
            if (status == StatusCodes.Status500InternalServerError) Unexpected(fault, context.Request.Path);
            if (status == StatusCodes.Status429TooManyRequests) context.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
            await WriteAsync(context, status, answer);
        }
    }

    /// <summary>Writes problem details.</summary>
    public static Task WriteAsync(HttpContext context, int status, JobFault fault) => Problem(status, fault).ExecuteAsync(context);

    /// <summary>Problem details.</summary>
    public static IResult Problem(int status, JobFault fault)
    {
        var problem = new ProblemDetails { Status = status, Title = fault.Message, Extensions = { ["kind"] = fault.Kind } };
        if (fault.Remedy is { } remedy) problem.Extensions["remedy"] = remedy;
        return TypedResults.Problem(problem);
    }

    private static (int Status, JobFault Answer) Describe(Exception fault) => fault switch
    {
        SwapScoreException { Kind: FaultKind.Usage or FaultKind.Input } => (StatusCodes.Status400BadRequest, JobFault.From(fault)),
        SwapScoreException { Kind: FaultKind.Output } => (StatusCodes.Status507InsufficientStorage, JobFault.From(fault)),
        SwapScoreException { Kind: FaultKind.Unavailable } => (StatusCodes.Status503ServiceUnavailable, JobFault.From(fault)),
        SwapScoreException => (StatusCodes.Status422UnprocessableEntity, JobFault.From(fault)),
        UnknownJobException => (StatusCodes.Status404NotFound, new JobFault("usage", fault.Message, "GET /api/v1/jobs lists the jobs")),
        TooManyJobsException => (StatusCodes.Status429TooManyRequests, new JobFault("unavailable", fault.Message)),
        JsonException bad => (StatusCodes.Status400BadRequest, new JobFault("usage", $"this is no request: {ServerJson.Reason(bad)}", "see /openapi/v1.json")),
        BadHttpRequestException bad => (bad.StatusCode, new JobFault("usage", bad.Message)),
        _ => (StatusCodes.Status500InternalServerError, JobFault.From(fault)),
    };

    [LoggerMessage(LogLevel.Error, "unexpected fault at {Path}")]
    private partial void Unexpected(Exception fault, string path);
}

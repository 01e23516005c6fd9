using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SwapScore.Server.Jobs;

namespace SwapScore.Server.Api;

/// <summary>
/// Lets in who may: the token where the service has one, no writes from pages of other origins, and on a loopback address no name but the machine's own,
/// so that a page elsewhere cannot reach it through a name that it controls.
/// </summary>
internal sealed class AccessCheck(RequestDelegate next, ServerOptions options)
{
    private const string Scheme = "Bearer ";
    private static readonly string[] Guarded = ["/api", "/metrics"];
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    private readonly byte[]? _token = options.Token is { } token ? Hash(token) : null;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (IPAddress.IsLoopback(options.Listen.Address) && !LoopbackNames.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return Refuse(context, StatusCodes.Status403Forbidden, $"this service is not called {PrintableText.Escape(request.Host.Host)}");
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && IsOfOtherOrigin(request))
            return Refuse(context, StatusCodes.Status403Forbidden, "pages of other origins cannot change anything here");
        if (_token is null || !Guarded.Any(path => request.Path.StartsWithSegments(path)) || HasToken(request)) return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Refuse(context, StatusCodes.Status401Unauthorized, "the token is missing or wrong", "send it as Authorization: Bearer TOKEN");
    }

    private static Task Refuse(HttpContext context, int status, string message, string? remedy = null) =>
        FaultAnswers.WriteAsync(context, status, new JobFault("usage", message, remedy));

    private static bool IsOfOtherOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 } origin, ..] && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Compares hashes in constant time, so that neither length nor content of the token shows in how long it takes.</summary>
    private bool HasToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } given] && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(given[Scheme.Length..].Trim()), _token);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

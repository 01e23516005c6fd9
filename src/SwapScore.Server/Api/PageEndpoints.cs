using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SwapScore.Workflows.Html;

namespace SwapScore.Server.Api;

/// <summary>The live page and its parts. It asks nothing of any other place.</summary>
internal static class PageEndpoints
{
    // Reports are shown within the page, under its policy: their script is the one inline script that runs.
    private static readonly string Policy =
        $"default-src 'none'; script-src 'self' '{HtmlReport.ScriptHash}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder app)
    {
        MapPart(app, "/", "index.html", "text/html; charset=utf-8");
        MapPart(app, "/page.css", "page.css", "text/css; charset=utf-8");
        MapPart(app, "/page.js", "page.js", "text/javascript; charset=utf-8");
    }

    private static void MapPart(IEndpointRouteBuilder app, string path, string name, string contentType)
    {
        var content = Read(name);
        app.MapGet(path, (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(content, contentType);
        }).ExcludeFromDescription();
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{name}")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

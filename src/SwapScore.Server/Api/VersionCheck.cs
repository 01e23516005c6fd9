using Microsoft.AspNetCore.Http;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Remote;

namespace SwapScore.Server.Api;

/// <summary>Refuses machines of another version: scores are promised per version.</summary>
internal static class VersionCheck
{
    /// <summary>Requires that the version a request says is the one of this service.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isRequired">Whether it has to say one.</param>
    public static void Require(HttpRequest request, bool isRequired = false)
    {
        var version = request.Headers[ScoringService.VersionHeader] is [{ Length: > 0 } one, ..] ? one : null;
        if (version == WorkflowContext.Version || (version is null && !isRequired)) return;
        throw new UsageException(
            $"this service is swapscore {WorkflowContext.Version}, the client {(version is null ? "does not say its version" : PrintableText.Escape(version))}",
            "use the same version: scores are promised per version");
    }
}

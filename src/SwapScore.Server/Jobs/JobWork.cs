using System.Text.Json.Nodes;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Server.Jobs;

/// <summary>The session of a job, checked and ready to run or to go on.</summary>
/// <param name="site">Where it works and whom it keeps informed.</param>
internal delegate Task<JobResult> JobWork(JobSite site);

/// <summary>Where a session works and whom it keeps informed.</summary>
/// <param name="Run">Its run folder.</param>
/// <param name="Progress">Is told how far it is.</param>
/// <param name="Notes">Receives what it has to say.</param>
/// <param name="Cancellation">Stops it; what is finished is kept.</param>
internal sealed record JobSite(string Run, IProgress<WorkProgress> Progress, IProgress<Note> Notes, CancellationToken Cancellation);

/// <summary>What a session has found.</summary>
/// <param name="Document">For programs, as the command prints it.</param>
/// <param name="Report">For people.</param>
internal sealed record JobResult(JsonObject Document, HtmlReport Report);

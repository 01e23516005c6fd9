using SwapScore.Data.Published;
using SwapScore.Workflows.Composition;

namespace SwapScore.Server.Requests;

/// <summary>What requests are read against.</summary>
/// <param name="Workflows">The parts of the product.</param>
/// <param name="Threads">Number of threads of a job.</param>
/// <param name="Data">The folder of published data on the machine of the service.</param>
/// <param name="Files">Files that clients have sent.</param>
internal sealed record RequestContext(WorkflowContext Workflows, int Threads, DataFolder Data, SentFiles Files);

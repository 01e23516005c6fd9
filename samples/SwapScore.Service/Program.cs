using SwapScore.Service;
using SwapScore.Workflows.Composition;

await using var service = ServiceHost.Create(WorkflowContext.Standard, "runs", args is [var address, ..] ? address : "http://127.0.0.1:5080");
await service.RunAsync();

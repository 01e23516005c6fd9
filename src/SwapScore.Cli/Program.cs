using SwapScore.Cli;
using SwapScore.Memory;
// The process is the product's own.
MemoryPolicy.Current = MemoryPolicy.Dedicated;
using var interruption = Interruption.OnSignals();
return await CommandLine.RunAsync(args, Terminal.OfProcess(), WorkflowContext.Standard, interruption);

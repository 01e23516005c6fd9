using SwapScore.Cli;

using var interruption = Interruption.OnSignals();
return await CommandLine.RunAsync(args, Terminal.OfProcess(), Composition.Standard, interruption);

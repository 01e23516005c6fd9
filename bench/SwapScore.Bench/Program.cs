using SwapScore.Bench;

// Every table compares things measured in turns in this one process: read the ratios, not the times.
switch (args)
{
    case ["kernels"]:
        KernelBench.Run(Console.Out);
        return 0;
    case ["phases"]:
        await PhaseBench.RunAsync(Console.Out);
        return 0;
    case ["spaces"]:
        await SpaceBench.RunAsync(Console.Out);
        return 0;
    case ["scaling"]:
        ScalingBench.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project bench/SwapScore.Bench -- kernels|phases|spaces|scaling");
        return 2;
}

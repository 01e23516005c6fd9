using SwapScore.Samples;

// dotnet run -c Release --project samples/SwapScore.Samples -- NAME
(string Name, Func<TextWriter, Task> Run)[] samples =
[
    ("scorer", ScorerSample.RunAsync),
    ("custom-space", CustomSpaceSample.RunAsync),
    ("custom-fitness", CustomFitnessSample.RunAsync),
    ("custom-strategy", CustomStrategySample.RunAsync),
    ("custom-metric", CustomMetricSample.RunAsync),
    ("custom-gradient-metric", CustomGradientMetricSample.RunAsync),
    ("custom-back-end", CustomBackEndSample.RunAsync),
    ("screening", ScreeningSample.RunAsync),
    ("reward", RewardSample.RunAsync),
    ("labels", LabelsSample.RunAsync),
];

if (args.Length != 1 || Array.Find(samples, sample => sample.Name == args[0]) is not { Run: { } run })
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project samples/SwapScore.Samples -- {string.Join('|', samples.Select(sample => sample.Name))}");
    return 2;
}

await run(Console.Out);
return 0;

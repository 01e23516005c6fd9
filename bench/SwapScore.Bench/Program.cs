using System.Globalization;
using SwapScore.Bench;
using SwapScore.Bench.Scoreboard;
using SwapScore.Memory;

MemoryPolicy.Current = MemoryPolicy.Dedicated;

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
    case ["structure"]:
        StructureBench.Run(Console.Out);
        return 0;
    case ["metrics", var file, .. var spaces]:
        await MetricCostBench.RunAsync(Console.Out, file, spaces);
        return 0;
    case ["scaling"]:
        await ScalingBench.RunAsync(Console.Out);
        return 0;
    case ["search-networks", var truth, var images, var repeats] when int.TryParse(repeats, out var count):
        await SearchNetworkBench.RunAsync(Console.Out, truth, images, count);
        return 0;
    case ["search-quality", var run, var table, .. var named]:
        await SearchQualityBench.RunAsync(Console.Out, run, table, named);
        return 0;
    case ["top-of-space", var run, var table, .. var named]:
        TopOfSpaceBench.Run(Console.Out, run, table, named);
        return 0;
    case ["hindsight", var run, var table, .. var goals]:
        HindsightBench.Run(Console.Out, run, table, Array.ConvertAll(goals, goal => double.Parse(goal, System.Globalization.CultureInfo.InvariantCulture)));
        return 0;
    case ["size-ranges", .. var studies]:
        SizeRangesBench.Run(Console.Out, studies);
        return 0;
    case ["few-trainings", var run, var table, var brief, .. var rest]:
        await FewTrainingsBench.RunAsync(Console.Out, run, table, brief, rest is [var seed] ? int.Parse(seed, CultureInfo.InvariantCulture) : 0);
        return 0;
    case ["scoreboard", var data, var runs, var page, .. var rest]:
        await ScoreboardBench.RunAsync(Console.Out, data, runs, page, rest is [var minutes] ? double.Parse(minutes, CultureInfo.InvariantCulture) : null);
        return 0;
    case ["recipes", var data, var runs]:
        RecipeBench.Run(Console.Out, data, runs);
        return 0;
    case ["regularised", .. var rows] when rows.Length > 0:
        RegularizedBench.Run(Console.Out, rows);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project bench/SwapScore.Bench -- kernels|phases|spaces|structure|scaling");
        Console.Error.WriteLine("       … -- metrics FILE_OF_TIMES.csv [SPACE …]");
        Console.Error.WriteLine("       … -- search-networks DARTS_archs_CIFAR10.csv IMAGES REPEATS");
        Console.Error.WriteLine("       … -- search-quality RUN_FOLDER_OF_AN_EXHAUSTIVE_SEARCH nats_bench.csv [METRIC|AGGREGATE|regularised|adaptive …]");
        Console.Error.WriteLine("       … -- top-of-space RUN_FOLDER_OF_AN_EXHAUSTIVE_SEARCH nats_bench.csv METRIC|AGGREGATE|regularised …");
        Console.Error.WriteLine("       … -- hindsight RUN_FOLDER_OF_AN_EXHAUSTIVE_SEARCH nats_bench.csv CIFAR10_GOAL CIFAR100_GOAL IMAGENET16_GOAL");
        Console.Error.WriteLine("       … -- size-ranges RUN_FOLDER_OF_A_STUDY …");
        Console.Error.WriteLine("       … -- few-trainings RUN_FOLDER_OF_AN_EXHAUSTIVE_SEARCH nats_bench.csv nasbench201_12_epochs.csv [FIRST_SEED]");
        Console.Error.WriteLine("       … -- scoreboard FOLDER_OF_PUBLISHED_DATA RUN_FOLDERS PAGE.md [MINUTES]");
        Console.Error.WriteLine("       … -- recipes FOLDER_OF_PUBLISHED_DATA RUN_FOLDERS");
        Console.Error.WriteLine("       … -- regularised ROWS_OF_A_STUDY.csv …");
        return 2;
}

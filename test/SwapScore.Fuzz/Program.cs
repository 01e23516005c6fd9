using System.Globalization;
using SwapScore.Fuzz;

// Command line: [--seconds N] [--seed S] [--from CASE] [--folder DIR]
var (seconds, seed, from) = (60, 0L, 0);
string? folder = null;
for (var i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--seconds":
            seconds = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            break;
        case "--seed":
            seed = long.Parse(args[i + 1], CultureInfo.InvariantCulture);
            break;
        case "--from":
            from = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            break;
        case "--folder":
            folder = Directory.CreateDirectory(args[i + 1]).FullName;
            break;
        default:
            Console.Error.WriteLine($"unknown option {args[i]}; known: --seconds N, --seed S, --from CASE, --folder DIR");
            return 2;
    }
}

return await new Campaign(folder ?? Directory.CreateTempSubdirectory("swapscore-fuzz").FullName, seed).RunAsync(from, TimeSpan.FromSeconds(seconds));

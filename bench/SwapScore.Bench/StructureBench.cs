using System.Globalization;
using SwapScore.Metrics;
using SwapScore.Metrics.Nsc;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Bench;

/// <summary>What scores without a forward pass cost: processor time of one thread to build the network of an architecture, and to compute <c>nsc</c> of it.</summary>
internal static class StructureBench
{
    private const int Networks = 300;
    private const int Rounds = 20;
    private const int Side = 32;

    private static readonly string[] Spaces =
        ["darts", "nasbench101", "nasbench201", "nasbench301", "nasbench-macro", "transnas-micro", "transnas-macro", "resnet-like", "flexibert", "autoformer-tiny", "autoformer-base", "pit"];

    public static void Run(TextWriter output)
    {
        output.WriteLine($"\nMicroseconds of the processor per network, the fastest of {Rounds} rounds over {Networks} sampled networks\n");
        output.WriteLine("| space | nodes | build | `nsc` |");
        output.WriteLine("|---|--:|--:|--:|");
        var nsc = NscMetrics.All.OfType<StructuralMetric>().First();
        foreach (var space in Spaces.Select(SearchSpaces.Find))
        {
            var task = space.Tasks[0];
            var input = task.Preparation == ImagePreparation.Tokens ? task.Input : task.Input with { Rows = Side, Columns = Side };
            var architectures = Enumerable.Range(0, Networks).Select(i => space.Sample(RandomKey.FromSeed(i))).ToArray();
            Network Build(int i) => space.BuildScoringNetwork(architectures[i], task, input);
            var nodes = Enumerable.Range(0, Networks).Average(i => Build(i).Nodes.Length);
            var (build, score) = (double.PositiveInfinity, double.PositiveInfinity);
            for (var round = 0; round < Rounds; round++)
            {
                // Not kept while they are timed: the collector of garbage would be timed too.
                build = Math.Min(build, Microseconds(i => Build(i)));
                Network[] networks = [.. Enumerable.Range(0, Networks).Select(Build)];
                score = Math.Min(score, Microseconds(i => nsc.Of(networks[i])));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{space.Name}` | {nodes:F0} | {build:F0} | {score:F0} |"));
        }
    }

    private static double Microseconds(Action<int> action)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Networks; i++)
            action(i);
        return (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / Networks;
    }
}

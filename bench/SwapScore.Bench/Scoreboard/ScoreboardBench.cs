using System.Globalization;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Bench.Scoreboard;

/// <summary>Every metric on every table of trained networks, as one page: studies that go on where they stopped, their statistics, and costs.</summary>
internal static class ScoreboardBench
{
    /// <summary>Networks that stand for all of about their size, cheapest first.</summary>
    private static readonly string[] CostsOf = ["darts", "nasbench201", "flexibert", "micro-class_scene", "nasbench301", "macro-class_scene", "micro-normal", "nasbench101"];

    /// <summary>Computes what is missing, cheapest studies first, then writes the page from what there is.</summary>
    /// <param name="output">Is told how far the work is.</param>
    /// <param name="data">Folder of published tables and samples.</param>
    /// <param name="runs">Folder of run folders and costs.</param>
    /// <param name="page">Path of the page.</param>
    /// <param name="minutes">How long studies may take in all; null for as long as they do.</param>
    public static async Task RunAsync(TextWriter output, string data, string runs, string page, double? minutes)
    {
        var studies = new ScoreboardStudies(data, runs);
        var costs = new ScoreboardCosts(studies, data, runs);
        var networks = ScoreboardColumn.All.Select(column => column.Networks).DistinctBy(one => one.Name).ToArray();
        using var budget = minutes is { } most ? new CancellationTokenSource(TimeSpan.FromMinutes(most)) : new CancellationTokenSource();
        try
        {
            foreach (var one in networks)
                await studies.RunAsync(one, MetricGroup.All[0], output, budget.Token);
            foreach (var one in CostsOf.Select(name => networks.Single(one => one.Name == name)))
                await costs.MeasureAsync(one, budget.Token);
            foreach (var group in MetricGroup.All.Skip(1))
                foreach (var one in networks)
                    await studies.RunAsync(one, group, output, budget.Token);
        }
        catch (Exception stopped) when (stopped is WorkInterruptedException or OperationCanceledException)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stopped after {minutes} minutes; the same command goes on"));
        }

        var measured = networks.Where(one => costs.Read(one) is not null).ToDictionary(one => one.Name, one => costs.Read(one)!);
        AtomicFile.Write(page, new ScoreboardPage(Figures(studies, output), measured).Write());
        output.WriteLine($"wrote {page}");
    }

    /// <summary>The figures of all that has been scored, by column and metric.</summary>
    private static Dictionary<(ScoreboardColumn Column, string Metric), MetricFigures> Figures(ScoreboardStudies studies, TextWriter output)
    {
        var figures = new Dictionary<(ScoreboardColumn, string), MetricFigures>();
        MetricDescription[] beside = [.. Recipes.All.Select(recipe => recipe.Description), .. MetricCatalog.Standard.Descriptions.Where(metric => metric.IsBaseline)];
        foreach (var column in ScoreboardColumn.All)
        {
            var forward = Recipes.AddTo(studies.ScoredForward(column));
            foreach (var group in MetricGroup.All)
            {
                var rows = studies.Scored(column, group);
                foreach (var metric in group.Metrics)
                    Add(metric, rows);
            }

            foreach (var metric in beside)
                Add(metric, forward);

            void Add(MetricDescription metric, IReadOnlyList<(StudyEntry Entry, EvaluationResult Result)> rows)
            {
                if (MetricFigures.Compute(metric, rows) is { } found) figures[(column, metric.Name)] = found;
            }

            output.WriteLine($"statistics of {column.Title}");
        }

        return figures;
    }
}

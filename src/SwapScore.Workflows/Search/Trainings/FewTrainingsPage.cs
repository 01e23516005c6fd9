using System.Globalization;
using SwapScore.Spaces.Diagrams;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Trainings;

/// <summary>The HTML report of a search with trainings: what they found, then the search that proposed it.</summary>
internal sealed class FewTrainingsPage(FewTrainingsOptions options, FewTrainingsOutcome outcome, FoundArchitecture found, string command)
{
    private readonly ChartFooter _footer = new(
        ProductVersion.Text, command, options.Search.Search.Seed, $"{outcome.Search.Batch.Source} ({outcome.Search.Batch.Fingerprint})");

    private readonly Dictionary<int, int?> _ranks = FewTrainingsTable.RanksOf(outcome.Search.Search.Candidates, outcome.Search.Fitness);

    public HtmlReport Build() => new(
        $"An architecture found with {outcome.Trainings.Count} trainings: {options.Search.Space.Name}",
        _footer,
        new ReportSection("Summary")
        {
            Paragraphs = [.. Sentences()],
            Figures =
            [
                new("winner", Diagram.ToSvg(found.Architecture.Diagrams), "The winner: inputs left, output right.", Diagram.ToText(found.Architecture.Diagrams)),
                new("trainings", Trainings(), "Where later trainings are better than earlier ones, the search has learned what to train."),
                new("ranks", Ranks(), "What was trained, by its rank among all that was scored: the scores alone would have taken the leftmost."),
            ],
            Tables = [TablePage.Create("All trainings, the winner first", outcome.Table)],
        },
        [
            new ReportSection("The winner") { Tables = [TablePage.Create("What it is", found.Facts)] },
            .. outcome.Search.CreatePage(command).Sections.Select((section, i) => i == 0 ? section with { Heading = "The search that proposed them" } : section with { Heading = section.Heading == "What it is" ? "The fittest by the scores" : section.Heading }),
        ]);

    private IEnumerable<string> Sentences()
    {
        var (best, count) = (outcome.Best, outcome.Search.Search.Candidates.Count);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {count:N0} different architectures that were scored, {outcome.Trainings.DistinctBy(one => one.Candidate.Number).Count()} were trained ({outcome.Trainer}). The best reached {best.Accuracy:0.00} %; among the scores it had rank {_ranks[best.Candidate.Number]:N0}.");
        foreach (var size in found.Sizes)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"At full size for {size.Name} ({size.Description}) it has {size.Parameters:N0} parameters and {size.Flops / 1e6:N1} million multiply-adds.");
        yield return "The accuracy chose the winner, so it is somewhat too favourable; judge the winner by images that no training saw.";
    }

    private LineChart Trainings()
    {
        var best = double.NegativeInfinity;
        var longest = outcome.Trainings.GroupBy(one => one.Epochs).OrderBy(group => group.Key).ToList();
        return new LineChart
        {
            Title = $"Accuracy of {outcome.Trainings.Count} trainings",
            Subtitle = "in the order they were made",
            XLabel = "training",
            YLabel = "accuracy, per cent",
            Series =
            [
                .. longest.Select(group => new LineSeries(
                    group.Key > 0 ? string.Create(CultureInfo.InvariantCulture, $"after {group.Key} epoch{(group.Key == 1 ? "" : "s")}") : "training", [.. group.Select(one => new ChartPoint(one.Number, one.Accuracy))])),
                new LineSeries("best so far", [.. longest[0].Select(one => new ChartPoint(one.Number, best = Math.Max(best, one.Accuracy)))]) { IsStepped = true, HasMarkers = false },
            ],
            Footer = _footer,
        };
    }

    private ScatterChart Ranks() => new()
    {
        Title = "Accuracy of what was trained, by its rank among the scores",
        XLabel = $"rank by the scores, of {outcome.Search.Search.Candidates.Count}",
        YLabel = "accuracy, per cent",
        IsXLogarithmic = true,
        ShowsRankLine = false,
        Points = [.. outcome.Trainings.Where(one => one.Epochs == outcome.Trainings[0].Epochs).Select(one => new ChartPoint(_ranks[one.Candidate.Number] ?? double.NaN, one.Accuracy))],
        Footer = _footer,
    };
}

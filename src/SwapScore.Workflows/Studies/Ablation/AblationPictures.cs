using System.Globalization;
using SwapScore.Workflows.Charts;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>
/// The chart of an ablation: the correlation over the number that takes most values, one line for each metric and combination of the others;
/// bars where no number is varied.
/// </summary>
internal sealed class AblationPictures(AblationOutcome outcome, ChartFooter footer)
{
    private static readonly (string Name, Func<AblationSetting, double> Of)[] Numbers =
    [
        ("batch size, samples", setting => setting.BatchSize),
        ("side of the images, pixels", setting => setting.Side ?? double.NaN),
        ("repeats", setting => setting.Repeats),
    ];

    private static readonly (string Name, Func<AblationSetting, string> Of)[] Words =
    [
        ("", setting => Path.GetFileName(setting.Data)),
        ("", setting => setting.Initializer ?? "initialiser of the space"),
        ("batch size ", setting => setting.BatchSize.ToString(CultureInfo.InvariantCulture)),
        ("side ", setting => setting.Side?.ToString(CultureInfo.InvariantCulture) ?? "of the data set"),
        ("repeats ", setting => setting.Repeats.ToString(CultureInfo.InvariantCulture)),
    ];

    private string Label => $"Spearman ρ with {StudyAxes.Truth(outcome.Definition.Task, [])}";

    private string Title => $"What the correlation depends on, {StudyAxes.Networks(outcome.Architectures)} of {outcome.Definition.Space}";

    private string Subtitle => outcome.Grid.Seeds == 1 ? "one seed" : string.Create(CultureInfo.InvariantCulture, $"mean and standard error of {outcome.Grid.Seeds} seeds");

    public Chart Draw()
    {
        var (name, of) = Numbers.MaxBy(number => outcome.Points.Select(point => number.Of(point.Setting)).Where(double.IsFinite).Distinct().Count());
        return outcome.Points.Select(point => of(point.Setting)).Distinct().Count() > 1 ? Lines(name, of) : Bars();
    }

    private LineChart Lines(string name, Func<AblationSetting, double> of) => new()
    {
        Title = Title,
        Subtitle = Subtitle,
        XLabel = name,
        YLabel = Label,
        IsXLogarithmic = true,
        TicksAtValues = true,
        Series =
        [
            .. from metric in outcome.Definition.Options.Metrics
               from line in outcome.Points.GroupBy(point => Others(point.Setting, of))
               select new LineSeries(Join(metric, line.Key), [.. line.OrderBy(point => of(point.Setting)).Select(point => Point(of(point.Setting), point, metric))]),
        ],
        Footer = footer,
    };

    private BarChart Bars() => new()
    {
        Title = Title,
        Subtitle = Subtitle,
        YLabel = Label,
        Series =
        [
            .. outcome.Definition.Options.Metrics.Select(metric => new BarSeries(
                metric,
                [.. outcome.Points.Select(point => new Bar(Others(point.Setting, _ => 0) is { Length: > 0 } words ? words : metric, point.Spearman[metric].Mean, point.Spearman[metric].StandardError))])),
        ],
        Footer = footer,
    };

    private static ChartPoint Point(double x, AblationPoint point, string metric) => new(x, point.Spearman[metric].Mean, point.Spearman[metric].StandardError);

    private static string Join(string metric, string others) => others.Length == 0 ? metric : $"{metric}, {others}";

    /// <summary>What else is varied, in words.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="drawn">What the axis shows, which need not be said.</param>
    private string Others(AblationSetting setting, Func<AblationSetting, double> drawn) => string.Join(", ", Words
        .Where(word => outcome.Points.Select(point => word.Of(point.Setting)).Distinct().Count() > 1 && !IsDrawn(word.Of, drawn))
        .Select(word => word.Name + word.Of(setting)));

    private bool IsDrawn(Func<AblationSetting, string> word, Func<AblationSetting, double> drawn) =>
        outcome.Points.GroupBy(point => word(point.Setting)).All(group => group.Select(point => drawn(point.Setting)).Distinct().Count() == 1)
        && outcome.Points.GroupBy(point => drawn(point.Setting)).All(group => group.Select(point => word(point.Setting)).Distinct().Count() == 1);
}

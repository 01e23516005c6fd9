using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Draws a <see cref="PatternGrid"/>: cells with a thin gap, numbers of samples to the left, of neurons below, of repeated patterns at the other ends.</summary>
internal sealed class PatternDrawing(PatternGrid chart)
{
    private const double Gap = 0.06;
    private const double LayerGap = 0.5;
    private const double RoomForMarks = 1.2;
    private const int LeastOfNumbers = 18;
    private const int WidthOfRowNames = 70;

    private static readonly Color On = ChartColors.Series(0);
    private static readonly Color RepeatedOn = ChartColors.Series(0).InterpolateRgb(ChartColors.Paper, 0.65);
    private static readonly Color Off = ChartColors.Grid;

    private readonly IReadOnlyList<int?> _repeated = chart.Repeated;

    public void Draw(PlotArea area)
    {
        for (var sample = 0; sample < chart.Active.Count; sample++)
            for (var neuron = 0; neuron < chart.Active[0].Count; neuron++)
            {
                var (isOn, isRepeated) = (chart.Active[sample][neuron], _repeated[chart.ComparesNeurons ? neuron : sample] is not null);
                var left = Left(neuron);
                area.Box(left + Gap, left + 1 - Gap, -sample - 1 + Gap, -sample - Gap, isOn ? (isRepeated ? RepeatedOn : On) : Off);
            }

        foreach (var (index, first) in _repeated.Index())
            if (first is { } number)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"={number + 1}");
                if (chart.ComparesNeurons) area.Text(text, Left(index) + 0.5, 0.45, ChartColors.Ink, 11);
                else area.Text(text, End + 0.6, -index - 0.5, ChartColors.Ink, 11);
            }

        area.Explain(On, "active");
        area.Explain(Off, "not active");
        if (_repeated.Any(first => first is not null)) area.Explain(RepeatedOn, "active, in a pattern that repeats the one named");
        var isMarked = _repeated.Any(first => first is not null);
        area.Axes(0, End + (isMarked && !chart.ComparesNeurons ? RoomForMarks : 0), -chart.Active.Count, isMarked && chart.ComparesNeurons ? 1 : 0);
        Name(area);
    }

    private double End => Left(chart.Active[0].Count - 1) + 1;

    private double Left(int neuron) => neuron + LayerGap * chart.LayerStarts.Count(start => start > 0 && start <= neuron);

    private void Name(PlotArea area)
    {
        area.Label("neurons, by layer", "samples");
        var (left, bottom) = (area.Plot.Axes.Left, area.Plot.Axes.Bottom);
        var step = (area.Width - WidthOfRowNames) / (End + 1) >= LeastOfNumbers ? 1 : 2;
        left.TickGenerator = new NumericManual([.. Enumerable.Range(0, chart.Active.Count).Select(sample => Tick.Major(-sample - 0.5, $"{sample + 1}"))]);
        bottom.TickGenerator = new NumericManual([.. Enumerable.Range(0, chart.Active[0].Count).Where(neuron => neuron % step == 0).Select(neuron => Tick.Major(Left(neuron) + 0.5, $"{neuron + 1}"))]);
        foreach (var axis in (IAxis[])[left, bottom])
        {
            axis.MajorTickStyle.Length = 0;
            axis.FrameLineStyle.IsVisible = false;
        }

        area.Plot.HideGrid();
    }
}

using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>A mean and its standard error; two fields.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error; NaN or 0 where there is none.</param>
internal sealed record EstimateCell(double Mean, double StandardError) : Cell
{
    private const double SmallestPlain = 1e-3;

    /// <summary>As many decimals as two figures of the standard error have.</summary>
    public override string Brief
    {
        get
        {
            if (!double.IsFinite(Mean)) return "–";
            if (!(StandardError > 0)) return Mean.ToString("G6", CultureInfo.InvariantCulture);
            if (Math.Abs(Mean) < SmallestPlain || StandardError < SmallestPlain)
                return string.Create(CultureInfo.InvariantCulture, $"{Mean:G4} ± {StandardError:G2}");
            var format = $"F{Math.Max(0, 1 - (int)Math.Floor(Math.Log10(StandardError)))}";
            return $"{Mean.ToString(format, CultureInfo.InvariantCulture)} ± {StandardError.ToString(format, CultureInfo.InvariantCulture)}";
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [Exact(Mean), Exact(StandardError)];
}

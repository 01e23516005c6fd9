using System.Globalization;

namespace SwapScore.Cli.Output;

/// <summary>One value of a table: rounded for people, exact for programs. A cell may hold several fields for programs.</summary>
internal abstract record Cell
{
    /// <summary>As a person reads it at a terminal.</summary>
    public abstract string Brief { get; }

    /// <summary>As a person reads it in a document, where there is room.</summary>
    public virtual string Full => Brief;

    /// <summary>As a program reads it; as many as the column has fields.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    public static implicit operator Cell(string text) => new TextCell(text);

    public static implicit operator Cell(long count) => new CountCell(count);

    private protected static string Exact(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}

/// <summary>A text, with a shorter one for the terminal.</summary>
internal sealed record TextCell(string Text, string? Short = null) : Cell
{
    public override string Brief => Short ?? Text;

    public override string Full => Text;

    public override IReadOnlyList<string> Fields => [Text];
}

/// <summary>A whole number.</summary>
internal sealed record CountCell(long Value) : Cell
{
    public override string Brief => Value.ToString(CultureInfo.InvariantCulture);

    public override IReadOnlyList<string> Fields => [Brief];
}

/// <summary>A coefficient, with three decimals for people.</summary>
internal sealed record CoefficientCell(double Value) : Cell
{
    public override string Brief => double.IsFinite(Value) ? Value.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    public override IReadOnlyList<string> Fields => [Exact(Value)];
}

/// <summary>A mean and its standard error; two fields.</summary>
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

    public override IReadOnlyList<string> Fields => [Exact(Mean), Exact(StandardError)];
}

/// <summary>The mean of coefficients and its standard error, with three decimals for people; two fields.</summary>
internal sealed record SpreadCell(double Mean, double StandardError) : Cell
{
    public override string Brief => double.IsFinite(Mean)
        ? string.Create(CultureInfo.InvariantCulture, $"{Mean:0.000} ± {StandardError:0.000}")
        : "–";

    public override IReadOnlyList<string> Fields => [Exact(Mean), Exact(StandardError)];
}

/// <summary>The ends of an interval; two fields.</summary>
internal sealed record IntervalCell(double Low, double High) : Cell
{
    public override string Brief => double.IsNaN(Low) && double.IsNaN(High) ? "–" : $"{new CoefficientCell(Low).Brief} … {new CoefficientCell(High).Brief}";

    public override IReadOnlyList<string> Fields => [Exact(Low), Exact(High)];
}

/// <summary>Nothing, in a column of some number of fields.</summary>
internal sealed record EmptyCell(int Count = 1) : Cell
{
    public override string Brief => "";

    public override IReadOnlyList<string> Fields => [.. Enumerable.Repeat("", Count)];
}

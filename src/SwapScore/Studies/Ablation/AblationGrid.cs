using SwapScore.Data;
using SwapScore.Values;
using static System.FormattableString;

namespace SwapScore.Studies.Ablation;

/// <summary>The values an ablation varies: every combination is studied with every seed.</summary>
public sealed record AblationGrid
{
    /// <summary>Most studies of one grid.</summary>
    public const int MaximumStudies = 10_000;

    /// <summary>Samples, as a user names them. Default: the built-in images.</summary>
    public ValueList<string> Data { get; init; } = [DataSource.BuiltIn];

    /// <summary>Numbers of samples, 1 … 1,024 each. Default: 16.</summary>
    public ValueList<int> BatchSizes { get; init; } = [16];

    /// <summary>Rows and columns of a sample, 3 … 1,024 each; null for those it has. Default: null.</summary>
    public ValueList<int?> Sides { get; init; } = [null];

    /// <summary>Initialisations averaged, 1 … 100,000 each. Default: 32.</summary>
    public ValueList<int> Repeats { get; init; } = [32];

    /// <summary>Names of initialisers (see <see cref="Weights.Initializers"/>); null for that of the space. Default: null.</summary>
    public ValueList<string?> Initializers { get; init; } = [null];

    /// <summary>Number of seeds, 1 … 1,000: of the weights, and of noise where the samples are noise. Default: 5.</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>Reads a grid from JSON by the names of the settings; those that are left out keep their default.</summary>
    /// <param name="path">A JSON file.</param>
    /// <exception cref="InputException">It is missing, unreadable, no JSON, or has a name or value that is none of a grid.</exception>
    public static AblationGrid Read(string path) => AblationGridJson.Read(path);

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public AblationGrid Validated()
    {
        var violations = new List<string>();
        Check("data", Data, data => data.Length > 0, "named");
        Check("batch sizes", BatchSizes, size => size is >= 1 and <= 1024, "1 … 1024");
        Check("sides", Sides, side => side is null or (>= Resampling.MinimumSide and <= Resampling.MaximumSide), Resampling.SideRange);
        Check("repeats", Repeats, repeats => repeats is >= 1 and <= 100_000, "1 … 100000");
        Check("initializers", Initializers, _ => true, "named");
        violations.AddRange(Initializers.OfType<string>().Select(name => Weights.Initializers.Refusal(name, Weights.Initializers.OfArchitectures)).OfType<string>());
        if (Seeds is < 1 or > 1000) violations.Add(Invariant($"seeds must be 1 … 1000, not {Seeds}"));
        if (violations.Count == 0 && (long)Data.Count * BatchSizes.Count * Sides.Count * Repeats.Count * Initializers.Count * Seeds is > MaximumStudies and var studies)
            violations.Add($"the grid has {studies} studies; at most {MaximumStudies} are run at once");
        return violations.Count == 0 ? this : throw new UsageException(string.Join("; ", violations));

        void Check<T>(string name, IReadOnlyList<T> values, Func<T, bool> isValid, string expected)
        {
            if (values.Count == 0) violations.Add($"{name}: at least one value is needed");
            if (values.Where(value => !isValid(value)).ToList() is [_, ..] wrong) violations.Add($"{name} must be {expected}, not {string.Join(", ", wrong)}");
            if (values.Distinct().Count() < values.Count) violations.Add($"{name}: a value is given twice");
        }
    }
}

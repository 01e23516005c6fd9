using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>
/// A macro skeleton of TransNAS-Bench-101: four to six modules of two residual blocks each, from 64 channels on. An immutable value. One
/// to four modules halve the resolution, one to three double the channels.
/// </summary>
internal sealed class TransNasMacroArchitecture : IArchitecture, IEquatable<TransNasMacroArchitecture>
{
    /// <summary>Smallest number of modules of a skeleton.</summary>
    public const int MinimumModules = 4;

    /// <summary>Largest number of modules of a skeleton.</summary>
    public const int MaximumModules = 6;

    /// <summary>Most modules that halve the resolution; at least one does.</summary>
    public const int MaximumSmaller = 4;

    /// <summary>Most modules that double the channels; at least one does.</summary>
    public const int MaximumWider = 3;

    private const string Prefix = "64-";
    private const string Suffix = "-basic";
    private const string Hint = "write 64-1242-basic (modules 1 plain, 2 wider, 3 smaller, 4 both) or a key (1, 2, 4, 2, 0, 0)";

    /// <summary>A skeleton of modules.</summary>
    /// <param name="modules">The modules, first to last.</param>
    /// <exception cref="UsageException">Number or kinds are outside the space; every violation is named.</exception>
    public TransNasMacroArchitecture(params ImmutableArray<TransNasModule> modules)
    {
        Modules = modules;
        var violations = Violations(modules);
        if (violations.Count > 0)
            throw new UsageException($"'{Text}' is outside the TransNAS-Bench-101 macro space: {string.Join("; ", violations)}", Hint);
    }

    /// <summary>The modules, first to last.</summary>
    public ImmutableArray<TransNasModule> Modules { get; }

    /// <summary>The benchmark's own text: <c>64-1242-basic</c>.</summary>
    public string Text => $"{Prefix}{string.Concat(Modules.Select(module => (int)module))}{Suffix}";

    /// <summary>The key of the published zero-cost tables, filled up with zeros: <c>(1, 2, 4, 2, 0, 0)</c>.</summary>
    public string Key =>
        $"({string.Join(", ", Modules.Select(module => (int)module).Concat(Enumerable.Repeat(0, MaximumModules - Modules.Length)))})";

    IReadOnlyList<Diagram> IArchitecture.Diagrams => [TransNasDrawing.Draw(this)];

    /// <summary>Reads the benchmark's text or a key of the published tables.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed or outside the space; the message says how.</exception>
    public static TransNasMacroArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().TrimStart() is ['(', ..])
        {
            var numbers = KeyText.Numbers(text, "a TransNAS-Bench-101 macro key", MaximumModules, 0, 4);
            var count = Math.Max(0, Array.IndexOf(numbers, 0) is var end and >= 0 ? end : numbers.Length);
            return numbers[count..].All(number => number == 0)
                ? Create(numbers[..count])
                : throw new UsageException($"'{KeyText.Shortened(text)}' has a module after an absent one: zeros stand at the end", Hint);
        }

        var trimmed = text.Trim();
        var digits = trimmed.StartsWith(Prefix, StringComparison.Ordinal) && trimmed.EndsWith(Suffix, StringComparison.Ordinal)
            ? trimmed[Prefix.Length..^Math.Min(Suffix.Length, trimmed.Length - Prefix.Length)]
            : "";
        return digits.Length > 0 && digits.All(c => c is >= '1' and <= '4')
            ? Create([.. digits.Select(c => c - '0')])
            : throw new UsageException($"'{KeyText.Shortened(text)}' is not a TransNAS-Bench-101 macro skeleton", Hint);
    }

    /// <inheritdoc/>
    public bool Equals(TransNasMacroArchitecture? other) => other is not null && Modules.SequenceEqual(other.Modules);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TransNasMacroArchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Modules.Aggregate(0, (hash, module) => hash * 5 + (int)module);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>What puts modules outside the space.</summary>
    internal static IReadOnlyList<string> Violations(IReadOnlyList<TransNasModule> modules)
    {
        var smaller = modules.Count(module => module is TransNasModule.Smaller or TransNasModule.WiderAndSmaller);
        var wider = modules.Count(module => module is TransNasModule.Wider or TransNasModule.WiderAndSmaller);
        var violations = new List<string>();
        if (modules.Count is < MinimumModules or > MaximumModules)
            violations.Add($"{modules.Count} modules, expected {MinimumModules} … {MaximumModules}");
        if (smaller is < 1 or > MaximumSmaller) violations.Add($"{smaller} modules halve the resolution, expected 1 … {MaximumSmaller}");
        if (wider is < 1 or > MaximumWider) violations.Add($"{wider} modules double the channels, expected 1 … {MaximumWider}");
        return violations;
    }

    private static TransNasMacroArchitecture Create(int[] numbers) => new([.. numbers.Select(number => (TransNasModule)number)]);
}

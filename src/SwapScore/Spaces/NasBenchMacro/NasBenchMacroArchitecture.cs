using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.NasBenchMacro;

/// <summary>A network of NAS-Bench-Macro: one of three layers at each of eight places. An immutable value.</summary>
internal sealed class NasBenchMacroArchitecture : IArchitecture, IEquatable<NasBenchMacroArchitecture>
{
    /// <summary>Layers of each stage; the first layer in each changes the shape.</summary>
    public static readonly ImmutableArray<int> Stages = [2, 3, 3];

    /// <summary>Number of layers.</summary>
    public static readonly int LayerCount = Stages.Sum();

    /// <summary>Number of kinds of layers.</summary>
    public static readonly int Kinds = Enum.GetValues<NasBenchMacroLayer>().Length;

    private const string Hint = "write eight digits, one for each layer: 0 identity, 1 expansion 3 with kernel 3, 2 expansion 6 with kernel 5";

    /// <summary>A network of eight layers.</summary>
    /// <param name="layers">The layers, first to last.</param>
    /// <exception cref="ArgumentException">There are not eight.</exception>
    public NasBenchMacroArchitecture(params ImmutableArray<NasBenchMacroLayer> layers)
    {
        if (layers.Length != LayerCount) throw new ArgumentException($"{layers.Length} layers, expected {LayerCount}", nameof(layers));
        Layers = layers;
    }

    /// <summary>The layers, first to last.</summary>
    public ImmutableArray<NasBenchMacroLayer> Layers { get; }

    /// <summary>The benchmark's code: <c>01200212</c>.</summary>
    public string Text => Code(Layers);

    /// <summary>
    /// Equal for networks that compute the same function whatever the weights: an identity that keeps the shape is nothing, so it may stand
    /// anywhere after the first layer of its stage. The benchmark's 6,561 networks have 3,969 such forms.
    /// </summary>
    public string Canonical => Code(ByStage.SelectMany(stage => stage.Take(1)
        .Concat(stage.Skip(1).OrderBy(layer => layer == NasBenchMacroLayer.Identity))));

    /// <summary>The layers of each stage.</summary>
    public IEnumerable<IReadOnlyList<NasBenchMacroLayer>> ByStage
    {
        get
        {
            var first = 0;
            foreach (var count in Stages)
            {
                yield return [.. Layers.Slice(first, count)];
                first += count;
            }
        }
    }

    IReadOnlyList<Diagram> IArchitecture.Diagrams => [NasBenchMacroDrawing.Draw(this)];

    /// <summary>How many layers are inverted residuals, and how many of them have six times the channels.</summary>
    IReadOnlyDictionary<string, double> IArchitecture.Numbers => new Dictionary<string, double>
    {
        ["blocks"] = Layers.Count(layer => layer != NasBenchMacroLayer.Identity),
        ["expansion6-blocks"] = Layers.Count(layer => layer == NasBenchMacroLayer.Expansion6Kernel5),
    };

    /// <summary>Reads the benchmark's code. Blanks and quotes around are free.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed; the message says where.</exception>
    public static NasBenchMacroArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var code = KeyText.Unquoted(text);
        if (code.Length != LayerCount)
            throw new UsageException($"'{KeyText.Shortened(text)}' is not a NAS-Bench-Macro code: {code.Length} characters, expected {LayerCount}", Hint);
        return new NasBenchMacroArchitecture([.. code.Select((digit, i) => digit >= '0' && digit < '0' + Kinds
            ? (NasBenchMacroLayer)(digit - '0')
            : throw new UsageException($"'{KeyText.Shortened(text)}' is not a NAS-Bench-Macro code: layer {i + 1} is '{digit}', expected 0 … {Kinds - 1}", Hint))]);
    }

    /// <inheritdoc/>
    public bool Equals(NasBenchMacroArchitecture? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NasBenchMacroArchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(0, (hash, layer) => hash * Kinds + (int)layer);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Code(IEnumerable<NasBenchMacroLayer> layers) => string.Concat(layers.Select(layer => (int)layer));
}

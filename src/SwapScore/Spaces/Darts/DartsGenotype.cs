using SwapScore.Spaces.Darts.Notation;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.Darts;

/// <summary>An architecture of the DARTS space: the cell that keeps the resolution and the cell that halves it. An immutable value.</summary>
/// <param name="Normal">The normal cell.</param>
/// <param name="Reduce">The reduction cell.</param>
internal sealed record DartsGenotype(DartsCell Normal, DartsCell Reduce) : IArchitecture
{
    /// <summary>The longest text that is read.</summary>
    public const int MaximumTextLength = 10_000;

    /// <summary>
    /// The Python text as Python itself writes it:
    /// <c>Genotype(normal=[('sep_conv_3x3', 0), …], normal_concat=[2, 3, 4, 5], reduce=[…], reduce_concat=[…])</c>.
    /// </summary>
    public string Text => GenotypeWriter.Python(this);

    /// <summary>
    /// The JSON text without white space:
    /// <c>{"normal":[["sep_conv_3x3",0],…],"normal_concat":[2,3,4,5],"reduce":[…],"reduce_concat":[…]}</c>.
    /// </summary>
    public string Json => GenotypeWriter.Json(this);

    /// <summary>
    /// Equal for genotypes of isomorphic cells: the two edges of a node have no order, nor have nodes that do not read each other, and an edge
    /// without operation reads nothing.
    /// </summary>
    public string Canonical => DartsCanonical.Write(this);

    IReadOnlyList<Diagram> IArchitecture.Diagrams => DartsDrawing.Draw(this);

    IReadOnlyList<KeyValuePair<string, string>> IArchitecture.Description => DartsDrawing.Describe(this);

    /// <summary>
    /// Reads Python text or JSON; the first character that is not blank decides which. Python lists may be tuples, concatenations
    /// may be <c>range(2, 6)</c>, quotes single or double, white space and trailing commas free, the fields in any order, and a
    /// name may lead: <c>DARTS_V2 = Genotype(…)</c>.
    /// </summary>
    /// <param name="text">The text, at most <see cref="MaximumTextLength"/> characters.</param>
    /// <exception cref="UsageException">The text is malformed; the message says at which character, counted from 1, and what was expected.</exception>
    public static DartsGenotype Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var source = new GenotypeText(text);
        return text.AsSpan().TrimStart() is ['{', ..] ? JsonGenotypeReader.Read(source) : new PythonGenotypeReader(source).Read();
    }

    /// <summary>The Python text.</summary>
    public override string ToString() => Text;
}

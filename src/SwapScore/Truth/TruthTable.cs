using SwapScore.Values;

namespace SwapScore.Truth;

/// <summary>A table of ground truth.</summary>
/// <param name="Name">File name, without its folder.</param>
/// <param name="Rows">The rows that could be read, in table order.</param>
/// <param name="Broken">The rows that could not, and why; none is dropped in silence.</param>
/// <param name="Fingerprint">First 16 hexadecimal digits of the SHA-256 of the file.</param>
public sealed record TruthTable(string Name, ValueList<TruthRow> Rows, ValueList<RowFailure> Broken, string Fingerprint);

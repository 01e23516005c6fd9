namespace SwapScore.Onnx.Tests.Schema;

/// <summary>An operation of the installed ONNX Runtime.</summary>
/// <param name="Domain">Its domain; empty for the standard.</param>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">Names of its inputs, with the types each may have, as texts like <c>tensor(float)</c>; no types where only one is allowed.</param>
internal sealed record InstalledOperation(string Domain, string Name, IReadOnlyList<(string Name, IReadOnlyList<string> Types)> Inputs)
{
    /// <summary>The name with the domain before it, unless it is of the standard.</summary>
    public string FullName => $"{Domain} {Name}".Trim();

    /// <summary>Whether it is known that no input holds real numbers, so that none of them can be trained.</summary>
    public bool ReadsNoRealNumbers => Inputs.All(input => input.Types.Count > 0 && !input.Types.Any(type => type.Contains("float", StringComparison.Ordinal) || type.Contains("double", StringComparison.Ordinal)));
}

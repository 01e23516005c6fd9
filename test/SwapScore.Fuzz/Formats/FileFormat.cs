namespace SwapScore.Fuzz.Formats;

/// <summary>A kind of file the product reads.</summary>
/// <param name="Name">What it is.</param>
/// <param name="FileName">What it is called.</param>
/// <param name="Valid">A small valid one.</param>
/// <param name="Arguments">The command that reads it, by the folder that holds it.</param>
internal sealed record FileFormat(string Name, string FileName, byte[] Valid, Func<string, string[]> Arguments);

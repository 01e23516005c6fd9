using System.Security.Cryptography;

namespace SwapScore.Data.Published;

/// <summary>The checksum of a file.</summary>
/// <param name="Algorithm"><c>md5</c> or <c>sha256</c>. MD5 is what some publishers give; it detects damage, not malice.</param>
/// <param name="Hexadecimal">The value in lower case.</param>
internal sealed record Checksum(string Algorithm, string Hexadecimal)
{
    internal const string Md5 = "md5";
    internal const string Sha256 = "sha256";

    /// <summary>The SHA-256 of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static Checksum OfFile(string path) => OfFile(path, Sha256);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">The algorithm, a space and the value.</param>
    public static Checksum Parse(string text) => text.Split(' ') is [Md5 or Sha256, var value]
        ? new Checksum(text[..text.IndexOf(' ', StringComparison.Ordinal)], value)
        : throw new UsageException($"'{text}' is no checksum", $"write {Md5} or {Sha256}, a space and the value in hexadecimal digits");

    /// <summary>Whether a file has this checksum.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read.</exception>
    public bool Fits(string path) => OfFile(path, Algorithm) == this;

    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm} {Hexadecimal}";

    internal static Checksum OfFile(string path, string algorithm)
    {
        try
        {
            using var stream = File.OpenRead(path);
#pragma warning disable CA5351 // Publishers give MD5; it is compared with what they give, and protects nothing else.
            return new Checksum(algorithm, Convert.ToHexStringLower(algorithm == Md5 ? MD5.HashData(stream) : SHA256.HashData(stream)));
#pragma warning restore CA5351
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault);
        }
    }
}
